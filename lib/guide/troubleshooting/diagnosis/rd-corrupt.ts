import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const rdCorrupt: FailureRule = {
  id: 'RD-CORRUPT',
  title: "Redis can't read its data",
  severity: 'error',
  cause: 'The file of Redis is damaged, after a crash or a restore, or is not one of Redis.',
  remedy: 'Move the file in data/redis away and restart Redis: ClearML keeps only what can be had again in it.',
  where: ['redis'],
  signs: [
    { line: ['bad file format reading the append only file'] },
    { line: ['wrong signature trying to load'] },
    { line: ['fatal error loading the'] },
    { line: ['short read or oom loading db'] },
    { line: [['wrong rdb checksum', 'rdb file reading failure']] },
    { line: ['internal error in rdb'] },
    { line: [['unexpected end of file', 'unexpected eof'], ['append only', 'rdb', 'aof']] },
    { line: [['append only file', 'appendonly.aof', 'rdb'], ['corrupt', 'unrecoverable', 'bad file format', 'failed loading', 'error loading', 'error reading']] },
    { line: [['redis-check-aof', 'redis-check-rdb']] },
  ],
  follows: ['RD-RDBVER'],
  source: ['https://github.com/clearml/clearml-server/issues/273'],
};
