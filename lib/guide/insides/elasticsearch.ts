import { count, minutes } from '@/lib/core/units';
import { chapters } from '../chapters';
import { containerWord, logsCommand, runningWord } from '../container-word';
import { probe } from '../define';
import { clusterOf, elasticsearchNeeds } from '../elasticsearch-rules';
import type { Inputs } from '../inputs';

export const elasticsearch = probe({
  id: 'insides/elasticsearch',
  guide: null,
  title: 'Elasticsearch is well',
  chapter: chapters.insides,
  every: minutes(2),
  afterMinutes: 3,
  vital: true,
  needs: elasticsearchNeeds,
  actual: ({ elastic }) => (elastic.state === 'answered' ? elastic.cluster.status : elastic.state),
  wanted: () => 'green, or yellow on a single node',
  explains: ['insides/elasticsearch-writable', 'insides/elasticsearch-heap', 'insides/elasticsearch-disk'],
  outcomes: [
    { outcome: 'unknown', when: ({ elastic }) => elastic.state === 'absent' || elastic.state === 'stopped', message: () => 'Elasticsearch does not run, so its state is not known.', remedy: 'See the finding about the services: start it first.' },
    { outcome: 'unknown', when: ({ elastic }) => elastic.state === 'locked', message: () => 'Elasticsearch asks for a password, which the console does not have.', remedy: 'Look at it by hand with "curl -u elastic".' },
    { outcome: 'fail', when: ({ elastic }) => elastic.state === 'silent', message: ({ elastic }) => `Elasticsearch runs and does not answer: ${elastic.state === 'silent' ? elastic.error : ''}.`, remedy: (_facts, inputs) => `A start takes up to some minutes. Then look at its output: ${logsCommand(containerWord(names, inputs))}.` },
    { outcome: 'fail', when: (facts) => clusterOf(facts)?.status === 'red', message: (facts) => `Elasticsearch is red: ${count(clusterOf(facts)?.unassigned ?? 0, 'shard')} ${clusterOf(facts)?.unassigned === 1 ? 'is' : 'are'} not there, so events are missing.`, remedy: (_facts, inputs) => `Within minutes of a start this passes. Else ask it why: ${asking('_cluster/allocation/explain', inputs)}. A broken index comes back from a backup only.` },
    { outcome: 'warn', when: (facts) => clusterOf(facts)?.status === 'yellow' && (clusterOf(facts)?.nodes ?? 0) > 1, message: (facts) => `Elasticsearch is yellow: ${count(clusterOf(facts)?.unassigned ?? 0, 'copy', 'copies')} of shards wait for a place.`, remedy: (_facts, inputs) => `See whether one of its nodes is missing: ${asking('_cat/nodes', inputs)}.` },
    { outcome: 'pass', isNote: true, when: (facts) => clusterOf(facts)?.status === 'yellow', message: (facts) => `Elasticsearch is yellow: ${count(clusterOf(facts)?.unassigned ?? 0, 'copy', 'copies')} of shards can have no place on a single node. Nothing is missing.` },
    { outcome: 'pass', when: () => true, message: (facts) => `Elasticsearch is green, on ${count(clusterOf(facts)?.nodes ?? 0, 'node')}.` },
  ],
  figures: (facts) => (clusterOf(facts) === undefined ? [] : [{ id: 'elasticsearch-unassigned', value: clusterOf(facts)?.unassigned ?? 0 }]),
});

const names = ['elasticsearch', 'elastic'] as const;
/** In its container: the port need not be published. */
const asking = (path: string, inputs: Inputs): string => `"docker exec ${runningWord(names, inputs)} curl -s localhost:9200/${path}"`;
