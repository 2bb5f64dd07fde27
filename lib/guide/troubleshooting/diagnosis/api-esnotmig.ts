import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const apiEsnotmig: FailureRule = {
  id: 'API-ESNOTMIG',
  title: 'Elasticsearch is empty although MongoDB is not',
  severity: 'critical',
  cause: "Elasticsearch's data were lost or lie in another directory, as after a move or a restore; or they are older than release 0.16 and were never migrated.",
  remedy: 'See which directory is mounted as the data of elasticsearch, mend the path, or restore a snapshot.',
  where: ['apiserver', 'http'],
  signs: [
    { line: ['es database seems not migrated'] },
    { line: ['missed_es_upgrade', /missed_es_upgrade ?[:=] ?true/] },
    { line: [['elasticsearch', 'elastic'], ['not migrated', 'missed upgrade', 'was not migrated']] },
    { line: [['elasticsearch', 'elastic', 'es data', 'es database', 'es db', 'es index'], ['not been migrated', 'needs migration', 'needs to be migrated', 'must be migrated', 'missed es upgrade', 'migration required', 'requires migration', 'migration is required', 'data migration', 'not upgraded', 'not been upgraded']], without: ['deprecat', 'system ind', 'completed', 'kibana', '.security', 'feature', 'not required'] },
  ],
  source: ['https://github.com/clearml/clearml-server/blob/master/apiserver/server_init/app_sequence.py'],
};
