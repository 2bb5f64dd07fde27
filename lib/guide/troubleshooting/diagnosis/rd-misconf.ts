import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const rdMisconf: FailureRule = {
  id: 'RD-MISCONF',
  title: "Redis can't save and refuses to be written to",
  severity: 'critical',
  cause: "Redis could not write its file: the disk is full, data/redis belongs to another user, or there was no memory for a second process. It then refuses writes, and ClearML's API server fails.",
  remedy: 'See in the log of redis why it could not save, and mend the disk, the owner or the memory. "redis-cli config set stop-writes-on-bgsave-error no" lets it go on until then.',
  where: ['redis', 'apiserver'],
  signs: [
    { line: ['misconf', /\bmisconf\b/] },
    { line: ['background saving error'] },
    { line: ['stop-writes-on-bgsave-error'] },
    { line: ['rdb', ['failed opening', 'error moving', 'write error saving', 'for saving'], ['permission denied', 'no space', 'read-only', 'no such file', 'error']] },
    { line: [['write error saving db on disk', 'error saving db on disk', 'error trying to save the db', 'failed saving the db']] },
    { line: ['error writing to the aof file'] },
    { line: ['rdb_last_bgsave_status', /rdb_last_bgsave_status ?[:=] ?err/] },
    { line: ["can't save in background"] },
    { line: [['append only', 'append-only', 'appendonly', 'appendonlydir', 'aof'], ['permission denied', 'read-only file system', 'no space left', 'not able to persist', 'cant open', 'cant create', 'cant be opened', 'write error', 'short write', 'fsync error', 'disk error', 'failed opening', 'error writing', 'errors writing', 'error renaming', 'failed to write']], without: ['misplaced'], in: ['redis', 'apiserver', 'fileserver'] },
    { line: [['not able to persist', 'unable to persist', 'background saving terminated', 'background aof rewrite terminated', 'errors writing to the aof', 'error saving', 'error rewriting', 'for saving:', 'in server root dir', 'fsync fail']], without: ['terminated with success'] },
    { line: ['status', /(?:last_bgsave_status|last_write_status|last_bgrewrite_status) ?[:=] ?err/] },
    { line: [['rdb', 'dump', 'snapshot', 'temp-', 'db on disk', 'data dir', 'working directory', 'chdir'], ['permission denied', 'read-only file system', 'no space left', 'not writable']], in: ['redis'] },
  ],
  follows: ['NO-SPACE'],
  source: ['https://github.com/redis/redis/issues/584'],
};
