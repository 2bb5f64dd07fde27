import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const rdRdbver: FailureRule = {
  id: 'RD-RDBVER',
  title: 'Redis is older than its data',
  severity: 'critical',
  cause: 'dump.rdb was written by a newer Redis than the one that is started.',
  remedy: 'Start the newer Redis again, or move data/redis/dump.rdb away: ClearML keeps only what can be had again in it.',
  where: ['redis'],
  signs: [
    { line: ['rdb format version', ["can't", 'cannot', 'unsupported', 'not supported', 'unknown']] },
    { line: ['rdb', ['newer version of redis', 'newer redis', 'unsupported version']] },
    { line: [['rdb', 'dump file', 'dump.rdb', 'aof'], ['version'], ['newer', 'too new', 'higher', 'future', 'later', 'greater', 'not understood', 'incompatible', 'not recognized', 'cant handle', 'unsupported', 'unable to handle', 'cannot read']], without: ['success', 'produced by', 'loading rdb'] },
  ],
  insteadOf: ['RD-CORRUPT'],
  source: ['https://github.com/clearml/clearml-server/issues/273', 'https://github.com/redis/redis/issues/14064'],
};
