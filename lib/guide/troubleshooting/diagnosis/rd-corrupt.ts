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
    { line: [['aof', 'append only', 'append-only', 'appendonly', 'rdb', 'dump.rdb', 'base file'], ['format error', 'unrecoverable', 'invalid manifest', 'manifest file', 'doesnt exist', 'does not exist', 'truncated', 'corrupt', 'crc', 'bad signature', 'wrong signature', 'invalid', 'unknown', 'unexpected', 'damaged', 'sanity check', 'fatal']], without: ['successfully', 'rdb format version', 'no such file', 'creating aof', 'permission denied', 'aof-load-truncated yes', 'newer version', 'unsupported version', 'unknown command'], in: ['redis'], guess: true },
    { line: [['error parsing aof manifest', 'aof manifest', 'invalid aof manifest', 'fatal error loading', 'terminating server after rdb', 'unknown rdb', 'ziplist integrity check', 'integrity check failed', 'listpack integrity']], without: ['creating', 'success'] },
  ],
  follows: ['RD-RDBVER'],
  source: ['https://github.com/clearml/clearml-server/issues/273'],
};
