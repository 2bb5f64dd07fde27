import { count, minutes, utcMinute } from '@/lib/core/units';
import { chapters } from '../chapters';
import { apiNeeds, toldOf } from '../api-needs';
import { probe } from '../define';

/** An agent reports each half minute; ClearML forgets one after ten minutes of silence. */
const silentFrom = 300;
/** Stands in both sentences: whoever hears that this is resolved must not take a worker that was dropped for one that works. */
const forgets = 'ClearML drops a worker from its list after ten silent minutes';

export const workers = probe({
  id: 'insides/workers',
  guide: null,
  title: 'Every worker that ClearML lists is heard of',
  chapter: chapters.insides,
  every: minutes(2),
  // The time of silence stands in the rule: after ten minutes ClearML lists it no more.
  afterMinutes: 0,
  needs: apiNeeds,
  actual: (facts) => (toldOf(facts) === undefined ? 'not known' : count(toldOf(facts)?.workers.length ?? 0, 'worker')),
  outcomes: [
    { outcome: 'pass', when: ({ api }) => api === undefined, message: () => "With an API key of ClearML's the workers would be shown here. It is entered where the thresholds are." },
    { outcome: 'unknown', when: (facts) => toldOf(facts) === undefined, message: ({ api }) => (api?.state === 'refused' ? 'ClearML refuses the API key, so nothing is known of its workers.' : 'The API server does not tell its workers.'), remedy: 'See the finding about the queues.' },
    { outcome: 'warn', when: (facts) => silent(facts).length > 0, message: (facts) => `${silent(facts).slice(0, 5).map(({ name, heardAt, isBusy }) => `The worker ${name} has not been heard of since ${utcMinute(heardAt ?? NaN)}${isBusy ? ', and a task runs on it' : ''}`).join('. ')}${silent(facts).length > 5 ? `, nor ${silent(facts).length - 5} others` : ''}. ${forgets}, and this counts as resolved then, whether it works or not.`, remedy: 'See whether its machine is on, whether the agent runs there, and whether it reaches the API server.' },
    { outcome: 'pass', when: () => true, message: (facts) => `${count(heard(facts), 'worker')} ${heard(facts) === 1 ? 'is' : 'are'} heard of. ${forgets}.` },
  ],
  figures: (facts) => (toldOf(facts) === undefined ? [] : [{ id: 'workers-heard', value: heard(facts) }]),
});

type Facts = Parameters<typeof toldOf>[0];
const silent = (facts: Facts) => (toldOf(facts)?.workers ?? []).filter(({ silentSeconds }) => (silentSeconds ?? 0) >= silentFrom);
const heard = (facts: Facts): number => (toldOf(facts)?.workers.length ?? 0) - silent(facts).length;
