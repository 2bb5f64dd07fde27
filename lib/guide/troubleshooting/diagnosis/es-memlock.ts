import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esMemlock: FailureRule = {
  id: 'ES-MEMLOCK',
  title: "Elasticsearch can't lock its memory",
  severity: 'warn',
  cause: 'bootstrap.memory_lock is set, but the container may not lock memory: the compose file has no "ulimits: memlock: -1", or Docker runs without root.',
  remedy: 'Put "memlock: {soft: -1, hard: -1}" below "ulimits" of elasticsearch in the compose file.',
  where: ['elasticsearch'],
  signs: [
    { line: ['memory locking requested', 'not locked'] },
    { line: ['unable to lock jvm memory'] },
    { line: ['memory is not locked'] },
    { line: ['rlimit_memlock', ['increase', 'soft limit', 'unable', 'error']] },
    { line: ['mlockall', ['fail', 'unable', 'cannot', 'error']] },
    { line: [['memory_lock', 'memlock', 'mlock', 'memory lock', 'memory locking', 'lock memory'], ['fail', 'unable', 'cannot', 'could not', 'not locked', 'too low', 'not permitted', 'denied', 'enomem', 'error=', 'increase', 'not allowed', 'refused']], in: ['elasticsearch'] },
    { line: ['mlockall', /mlockall ?[:=] ?false/] },
    { line: [['part of the jvm being swapped out', 'swapped out']], in: ['elasticsearch'] },
  ],
  guess: true,
  source: ['general knowledge'],
};
