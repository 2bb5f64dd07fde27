import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const mgLock: FailureRule = {
  id: 'MG-LOCK',
  title: 'Two MongoDBs want the same data',
  severity: 'error',
  cause: 'Another mongod holds the data directory: a second container, or one of an earlier installation.',
  remedy: 'See with "docker ps" which one it is, and stop the one that should not run.',
  where: ['mongo'],
  signs: [
    { line: ['dbpathinuse'] },
    { line: ['unable to lock the lock file'] },
    { line: ['another mongod instance is already running'] },
    { line: ['mongod.lock', ['resource temporarily unavailable', 'already running', 'already in use']] },
    { line: ['wiredtiger', ['already being managed by another process', 'device or resource busy', 'resource busy']] },
    { line: [['lock file', 'mongod.lock', 'wiredtiger.lock', 'dbpath', 'data directory'], ['already locked', 'in use by another', 'already in use', 'already running', 'being used by another', 'another process', 'another instance', 'resource temporarily unavailable', 'is locked']], in: ['mongo'] },
  ],
  guess: true,
  source: ['general knowledge'],
};
