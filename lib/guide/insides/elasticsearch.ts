import { count, minutes } from '@/lib/core/units';
import { chapters } from '../chapters';
import { probe } from '../define';
import { clusterOf, elasticsearchNeeds } from '../elasticsearch-rules';

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
    { outcome: 'fail', when: ({ elastic }) => elastic.state === 'silent', message: ({ elastic }) => `Elasticsearch runs and does not answer: ${elastic.state === 'silent' ? elastic.error : ''}.`, remedy: 'A start takes up to some minutes. Then look at the output of the service elasticsearch: "docker logs -n 1000 CONTAINER".' },
    { outcome: 'fail', when: (facts) => clusterOf(facts)?.status === 'red', message: (facts) => `Elasticsearch is red: ${count(clusterOf(facts)?.unassigned ?? 0, 'shard')} ${clusterOf(facts)?.unassigned === 1 ? 'is' : 'are'} not there, so events are missing.`, remedy: 'Within minutes of a start this passes. Else ask it why: "curl ADDRESS:9200/_cluster/allocation/explain". A broken index comes back from a backup only.' },
    { outcome: 'warn', when: (facts) => clusterOf(facts)?.status === 'yellow' && (clusterOf(facts)?.nodes ?? 0) > 1, message: (facts) => `Elasticsearch is yellow: ${count(clusterOf(facts)?.unassigned ?? 0, 'copy', 'copies')} of shards wait for a place.`, remedy: 'See whether one of its nodes is missing: "curl ADDRESS:9200/_cat/nodes".' },
    { outcome: 'pass', isNote: true, when: (facts) => clusterOf(facts)?.status === 'yellow', message: (facts) => `Elasticsearch is yellow: ${count(clusterOf(facts)?.unassigned ?? 0, 'copy', 'copies')} of shards can have no place on a single node. Nothing is missing.` },
    { outcome: 'pass', when: () => true, message: (facts) => `Elasticsearch is green, on ${count(clusterOf(facts)?.nodes ?? 0, 'node')}.` },
  ],
  figures: (facts) => (clusterOf(facts) === undefined ? [] : [{ id: 'elasticsearch-unassigned', value: clusterOf(facts)?.unassigned ?? 0 }]),
});
