import { count, minutes } from '@/lib/core/units';
import type { Cluster } from '@/lib/facts/elasticsearch';
import { script } from '@/lib/shell/command';
import { chapters } from '../chapters';
import { probe } from '../define';
import { clusterOf, elasticsearchNeeds, unlessAnswered } from '../elasticsearch-rules';

export const elasticsearchWritable = probe({
  id: 'insides/elasticsearch-writable',
  guide: null,
  title: 'Elasticsearch lets everything be written',
  chapter: chapters.insides,
  every: minutes(2),
  afterMinutes: 1,
  vital: true,
  needs: elasticsearchNeeds,
  actual: (facts) => `${count(blocked(clusterOf(facts)).length, 'index', 'indices')} blocked`,
  wanted: () => 'none blocked',
  outcomes: [
    unlessAnswered,
    {
      outcome: 'fail',
      when: (facts) => (clusterOf(facts)?.floodBlocked.length ?? 0) > 0,
      message: (facts) => `Elasticsearch has blocked ${some(clusterOf(facts)?.floodBlocked ?? [])} since its disk was full: ClearML can store no events there.`,
      remedy: (facts) => (hasRoom(clusterOf(facts)) ? 'There is room again: lift the blocks. Elasticsearch does that by itself from version 7.4 on, once it has looked.' : 'Make room on the data disk first, above the flood stage. Before that Elasticsearch would block them again at once.'),
    },
    {
      outcome: 'fail',
      when: (facts) => (clusterOf(facts)?.readOnly.length ?? 0) > 0,
      message: (facts) => `${some(clusterOf(facts)?.readOnly ?? [])} ${clusterOf(facts)?.readOnly.length === 1 ? 'was' : 'were'} made read-only: ClearML can store no events there.`,
      remedy: 'Lift it, unless somebody is moving data just now.',
    },
    { outcome: 'pass', when: () => true, message: () => 'No index of Elasticsearch is blocked.' },
  ],
  repair: {
    title: 'Lift the blocks',
    plan: (facts, { layout }) => (blocked(clusterOf(facts)).length > 0 && hasRoom(clusterOf(facts)) ? [script('guide/insides/lift-blocks.sh', [layout.base, blocksOf(clusterOf(facts))], { why: `Sets ${Object.keys(JSON.parse(blocksOf(clusterOf(facts))) as object).join(' and ')} of all indices to nothing` })] : []),
  },
});

const blocked = (cluster: Cluster | undefined): readonly string[] => [...(cluster?.floodBlocked ?? []), ...(cluster?.readOnly ?? [])];

/** In the right order: room first. When it is not known, a person decides. */
const hasRoom = (cluster: Cluster | undefined): boolean => cluster !== undefined && (cluster.floodBytes === null || (cluster.disk !== null && cluster.disk.freeBytes > cluster.floodBytes));

const some = (names: readonly string[]): string => `${count(names.length, 'index', 'indices')} (${names.slice(0, 3).map((name) => name.slice(0, 100)).join(', ')}${names.length > 3 ? ', …' : ''})`;

/** What a full disk did is lifted alone: an index that somebody made read-only on purpose stays so until that is what is found. */
const blocksOf = (cluster: Cluster | undefined): string =>
  JSON.stringify((cluster?.floodBlocked.length ?? 0) > 0 ? { 'index.blocks.read_only_allow_delete': null } : { 'index.blocks.read_only': null });
