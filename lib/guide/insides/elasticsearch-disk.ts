import { formatBytes, minutes } from '@/lib/core/units';
import type { Cluster } from '@/lib/facts/elasticsearch';
import { chapters } from '../chapters';
import { probe } from '../define';
import { clusterOf, elasticsearchNeeds, unlessAnswered } from '../elasticsearch-rules';

export const elasticsearchDisk = probe({
  id: 'insides/elasticsearch-disk',
  guide: null,
  title: "Elasticsearch's disk is above its own limits",
  chapter: chapters.insides,
  every: minutes(2),
  afterMinutes: 2,
  needs: elasticsearchNeeds,
  explains: ['insides/elasticsearch-writable'],
  actual: (facts) => `${free(clusterOf(facts))} free`,
  outcomes: [
    unlessAnswered,
    { outcome: 'pass', when: (facts) => clusterOf(facts)?.floodBytes === null, message: () => 'Elasticsearch is told not to watch its disk.', isNote: true },
    { outcome: 'unknown', when: (facts) => clusterOf(facts)?.disk === null, message: () => 'Elasticsearch does not tell how much room its disk has.', remedy: 'Ask it by hand: "curl ADDRESS:9200/_cat/allocation?v".' },
    { outcome: 'fail', when: (facts) => isBelow(clusterOf(facts), 'floodBytes', 1), message: (facts) => `Elasticsearch's disk has ${free(clusterOf(facts))} left. Below ${formatBytes(clusterOf(facts)?.floodBytes ?? 0)} it lets nothing be written.`, remedy: 'Make room on the data disk, then lift the blocks of the indices.' },
    { outcome: 'warn', when: (facts) => isBelow(clusterOf(facts), 'floodBytes', 2), message: (facts) => `Elasticsearch's disk has ${free(clusterOf(facts))} left. Below ${formatBytes(clusterOf(facts)?.floodBytes ?? 0)} it will let nothing be written.`, remedy: 'Make room on the data disk before that: ClearML then stores no events, and tasks wait.' },
    { outcome: 'pass', isNote: true, when: (facts) => isBelow(clusterOf(facts), 'lowBytes', 1), message: (facts) => `Elasticsearch's disk has ${free(clusterOf(facts))} left: less than the ${formatBytes(clusterOf(facts)?.lowBytes ?? 0)} that it wants for new shards.` },
    { outcome: 'pass', when: () => true, message: (facts) => `Elasticsearch's disk has ${free(clusterOf(facts))} left; it needs ${formatBytes(clusterOf(facts)?.floodBytes ?? 0)}.` },
  ],
});

const free = (cluster: Cluster | undefined): string => formatBytes(cluster?.disk?.freeBytes ?? Number.NaN);

function isBelow(cluster: Cluster | undefined, limit: 'floodBytes' | 'lowBytes', times: number): boolean {
  const bytes = cluster?.[limit] ?? null;
  return bytes !== null && cluster?.disk !== null && (cluster?.disk?.freeBytes ?? 0) < bytes * times;
}
