import type { OutcomeRule } from '@/lib/engine/types';
import { elasticsearch, type Cluster, type Elasticsearch } from '@/lib/facts/elasticsearch';
import type { Inputs } from './inputs';

interface Facts { readonly elastic: Elasticsearch }

/** What its probes ask, once for all of them. */
export const elasticsearchNeeds = ({ layout }: Inputs) => ({ elastic: elasticsearch(layout.base) });

/** What it says of itself; undefined when it says nothing. */
export const clusterOf = ({ elastic }: Facts): Cluster | undefined => (elastic.state === 'answered' ? elastic.cluster : undefined);

/** For the probes of one of its sides: that it does not answer is the finding of another probe. */
export const unlessAnswered: OutcomeRule<Inputs, Facts> = {
  outcome: 'unknown',
  when: (facts) => clusterOf(facts) === undefined,
  message: ({ elastic }) => (elastic.state === 'locked' ? 'Elasticsearch asks for a password, which the console does not have.' : 'Elasticsearch does not answer, so this is not known.'),
  remedy: ({ elastic }) => (elastic.state === 'locked' ? 'Look at it by hand with "curl -u elastic".' : 'See the finding about Elasticsearch itself.'),
};
