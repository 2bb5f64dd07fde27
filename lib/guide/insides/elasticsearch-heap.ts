import { minutes } from '@/lib/core/units';
import { chapters } from '../chapters';
import { probe } from '../define';
import { clusterOf, elasticsearchNeeds, unlessAnswered } from '../elasticsearch-rules';

export const elasticsearchHeap = probe({
  id: 'insides/elasticsearch-heap',
  guide: null,
  title: "Elasticsearch's heap has room",
  chapter: chapters.insides,
  every: minutes(2),
  // Between two collections a heap is nearly full for moments; it must stay so.
  afterMinutes: 10,
  needs: elasticsearchNeeds,
  actual: (facts) => percent(clusterOf(facts)?.heapPercent),
  wanted: ({ thresholds }) => `below ${thresholds.elasticsearchHeapWarn} %`,
  outcomes: [
    unlessAnswered,
    { outcome: 'unknown', when: (facts) => clusterOf(facts)?.heapPercent === null, message: () => 'Elasticsearch does not tell how much of its heap is in use.', remedy: 'Ask it by hand: "curl ADDRESS:9200/_cat/nodes?v".' },
    { outcome: 'warn', when: (facts, { thresholds }) => (clusterOf(facts)?.heapPercent ?? 0) >= thresholds.elasticsearchHeapWarn, message: (facts, { thresholds }) => `${percent(clusterOf(facts)?.heapPercent)} of Elasticsearch's heap is in use; from ${thresholds.elasticsearchHeapWarn} % on it spends its time making room.`, remedy: 'Raise -Xms and -Xmx in ES_JAVA_OPTS of the service elasticsearch (at most half of the memory), or delete old tasks.' },
    { outcome: 'pass', when: () => true, message: (facts) => `${percent(clusterOf(facts)?.heapPercent)} of Elasticsearch's heap is in use.` },
  ],
  figures(facts) {
    const heap = clusterOf(facts)?.heapPercent ?? null;
    return heap === null ? [] : [{ id: 'elasticsearch-heap', value: heap }];
  },
});

const percent = (value: number | null | undefined): string => (value === null || value === undefined ? 'unknown' : `${value} %`);
