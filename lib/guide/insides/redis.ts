import { minutes } from '@/lib/core/units';
import { redis as redisFact, type Redis, type RedisState } from '@/lib/facts/redis';
import { chapters } from '../chapters';
import { containerWord, logsCommand } from '../container-word';
import { probe } from '../define';

export const redis = probe({
  id: 'insides/redis',
  guide: null,
  title: 'Redis is well',
  chapter: chapters.insides,
  every: minutes(2),
  afterMinutes: 2,
  vital: true,
  needs: ({ layout }) => ({ redis: redisFact(layout.base) }),
  actual: (facts) => (stateOf(facts) === undefined ? facts.redis.state : `last save ${when(stateOf(facts))}`),
  outcomes: [
    { outcome: 'unknown', when: ({ redis }) => redis.state === 'absent' || redis.state === 'stopped', message: () => 'Redis does not run, so its state is not known.', remedy: 'See the finding about the services: start it first.' },
    { outcome: 'pass', when: ({ redis }) => redis.state === 'locked', message: () => 'Redis answers. It tells no more without a password.' },
    { outcome: 'fail', when: ({ redis }) => redis.state === 'silent', message: ({ redis }) => `Redis runs and does not answer: ${redis.state === 'silent' ? redis.error : ''}.`, remedy: (_facts, inputs) => `Look at the output of the service redis: ${logsCommand(containerWord(['redis'], inputs))}.` },
    { outcome: 'warn', when: (facts) => stateOf(facts)?.isLoading === true, message: () => 'Redis still reads its data from disk, and answers nothing else.', remedy: 'Wait; it takes seconds for each gigabyte. If it stays so, look at the output of the service redis.' },
    { outcome: 'fail', when: (facts) => stateOf(facts)?.savedWell === false, message: (facts) => `Redis could not save its data to disk; it refuses to be written to until it can. The last save was ${when(stateOf(facts))}.`, remedy: 'See whether the data disk is full, whether data/redis can be written, and whether vm.overcommit_memory is 1. Redis tries again by itself.' },
    { outcome: 'pass', when: () => true, message: (facts) => `Redis answers, and saved its data ${when(stateOf(facts))}.` },
  ],
});

const stateOf = ({ redis }: { readonly redis: Redis }): RedisState | undefined => (redis.state === 'answered' ? redis.redis : undefined);

/** Redis's own clock: it counts its start as a save. */
const when = (state: RedisState | undefined): string => (state === undefined || state.savedAt === 0 ? 'at an unknown time' : `at ${new Date(state.savedAt * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`);
