import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const apiDbver: FailureRule = {
  id: 'API-DBVER',
  title: 'MongoDB is not of the version that ClearML expects',
  severity: 'warn',
  cause: 'MONGO_TAG in constants.env does not fit this release of ClearML.',
  remedy: 'Compare MONGO_TAG with the list that came with the release, and go one major version at a time.',
  where: ['apiserver'],
  signs: [
    { line: ['database version should be'] },
    { line: ['cannot upgrade db version'] },
    { line: [['database version', 'db version', 'mongo version', 'mongodb version', 'mongo server version', 'version of mongo'], ['should be', 'must be', 'greater than', 'newer than', 'later than', 'lower than', 'older than', 'too old', 'not supported', 'unsupported', 'expected', 'mismatch', 'incompatible', 'at least']], without: ['elasticsearch'] },
    { line: ['reports wire version', ['requires at least', 'requires at most', 'but this version']] },
    { line: [['maximum wire version', 'max wire version', 'minimum wire version'], ['requires', 'but', 'not support', 'incompatible']], without: ['connection accepted', 'client metadata'] },
    { line: [['mongodb', 'mongo'], ['is not supported by this', 'no longer supported', 'please upgrade mongo', 'upgrade mongodb'], 'version'], in: ['apiserver'] },
  ],
  source: ['https://github.com/clearml/clearml-server/blob/master/apiserver/mongo/initialize/migration.py'],
};
