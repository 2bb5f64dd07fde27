import { count, minutes } from '@/lib/core/units';
import { chapters } from '../chapters';
import { apiNeeds, toldOf } from '../api-needs';
import { probe } from '../define';

export const queues = probe({
  id: 'insides/queues',
  guide: null,
  title: 'Every queue with tasks has a worker',
  chapter: chapters.insides,
  every: minutes(2),
  // A worker that starts anew takes some minutes to listen again.
  afterMinutes: 10,
  needs: apiNeeds,
  actual: (facts) => (toldOf(facts) === undefined ? 'not known' : `${count(waiting(facts), 'task')} in ${count(toldOf(facts)?.queues.length ?? 0, 'queue')}`),
  outcomes: [
    { outcome: 'pass', when: ({ api }) => api === undefined, message: () => "With an API key of ClearML's the queues and their lengths would be shown here. It is entered where the thresholds are." },
    { outcome: 'warn', when: ({ api }) => api?.state === 'refused', message: () => 'ClearML refuses the API key, so nothing is known of queues and workers.', remedy: 'Make another key on the page "Settings, Workspace" of ClearML and enter it where the thresholds are.' },
    { outcome: 'unknown', when: (facts) => toldOf(facts) === undefined, message: ({ api }) => `The API server does not tell its queues: ${api?.state === 'silent' ? api.error : 'no answer'}.`, remedy: 'See the finding about the API server.' },
    { outcome: 'warn', when: (facts) => unserved(facts).length > 0, message: (facts) => `${unserved(facts).slice(0, 5).map(({ name, waiting: number }) => `${count(number, 'task')} ${number === 1 ? 'waits' : 'wait'} in the queue ${name}, to which no worker listens`).join('. ')}.`, remedy: (facts) => `Start an agent for ${unserved(facts).length === 1 ? 'it' : 'the first of them'}: ${agentFor(unserved(facts)[0]?.name ?? '')}, or move the tasks to another queue.` },
    { outcome: 'pass', when: () => true, message: (facts) => `${count(waiting(facts), 'task')} ${waiting(facts) === 1 ? 'waits' : 'wait'} in ${count(toldOf(facts)?.queues.length ?? 0, 'queue')}.` },
  ],
  figures: (facts) => [...(toldOf(facts)?.queues ?? [])].toSorted((one, other) => other.waiting - one.waiting).slice(0, mostCharts).map(({ name, waiting: value }) => ({ id: `queue-length:${name}`, value })),
});

/** More queues than these can't be told apart in charts; the longest count. */
const mostCharts = 50;

type Facts = Parameters<typeof toldOf>[0];
const waiting = (facts: Facts): number => (toldOf(facts)?.queues ?? []).reduce((sum, { waiting: number }) => sum + number, 0);
const unserved = (facts: Facts) => (toldOf(facts)?.queues ?? []).filter(({ waiting: number, workers }) => number > 0 && workers === 0);
/** A queue may have any name: one that a shell would not take as a word stays out of the command. */
const agentFor = (queue: string): string => (/^[\w.][\w.-]*$/.test(queue) ? `"clearml-agent daemon --queue ${queue}"` : '"clearml-agent daemon --queue" with its name in quotation marks');
