import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const apiLock: FailureRule = {
  id: 'API-LOCK',
  title: 'Another start of the API server holds the lock',
  severity: 'error',
  cause: 'An API server that crashed while it prepared the databases, or one that still migrates them, holds a lock in Redis (dist_lock_db_init_*). It ends by itself after two minutes.',
  remedy: 'Wait two minutes. If it comes again and no other API server runs, delete that key in database 0 of Redis.',
  where: ['apiserver'],
  signs: [
    { line: ['could not acquire', 'lock', ['seconds', 'db_init', 'hold by', 'held by']] },
    { line: [['dist_lock_db_init', 'db_init_'], ['could not', 'failed', 'timeout', 'timed out', 'held']] },
    { line: [['could not', 'failed to', 'failed acquiring', 'failed obtaining', 'unable to', 'cannot', 'timed out', 'timeout'], ['acquire', 'acquiring', 'obtain'], /\block\b/], without: ['node lock', 'dpkg', 'apt', 'write.lock', 'lockobtainfailed', 'shard lock'], in: ['apiserver'] },
    { line: [/\block\b/, ['hold by', 'held by', 'owned by another'], ['apiserver', 'db_init', 'dist_lock', 'initiali', 'migration']], without: ['dpkg', 'apt'] },
    { line: [['redis.exceptions.lockerror', 'redis.exceptions.locknotownederror', 'redis.lock']], in: ['apiserver'] },
  ],
  source: ['https://github.com/clearml/clearml-server/blob/master/apiserver/sync.py'],
};
