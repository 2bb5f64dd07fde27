import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const mgOplog: FailureRule = {
  id: 'MG-OPLOG',
  title: 'A dump of MongoDB with --oplog needs a replica set',
  severity: 'error',
  cause: "ClearML's MongoDB runs alone and keeps no oplog, so mongodump can't take one.",
  remedy: 'Leave --oplog out.',
  where: ['mongo-tools'],
  signs: [
    { line: ['oplog', ['error getting', 'only supported', 'not a replica', 'standalone', 'no oplog', 'not found', 'can not', 'cannot', "can't", 'error finding', 'requires a replica set', 'not running with']], without: ['ctx:', '[initandlisten]', '[conn', 'slow'] },
    { line: ['no operation replication'] },
    { line: ['oplog', ['failed', 'error', 'unable', 'could not', 'no such', 'missing', 'only on', 'not available', 'not enabled', 'requires', 'not a member']], without: ['ctx:', 'slow', 'done dumping'], in: ['mongo-tools'] },
    { line: [['noreplicationenabled', 'not running with --replset', 'not started with --replset', 'not part of a replica set', 'not a replica set member', 'not running as a replica set']] },
  ],
  source: ['https://jira.mongodb.org/browse/TOOLS-434'],
};
