import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const apiDbver: FailureRule = {
  id: 'API-DBVER',
  title: 'MongoDB is not of the version that ClearML expects',
  severity: 'warn',
  cause: 'MONGO_TAG in constants.env does not fit this release of ClearML.',
  remedy: 'Compare MONGO_TAG with the list that came with the release, and go one major version at a time.',
  where: ['apiserver'],
  signs: [{ line: ['database version should be'] }, { line: ['cannot upgrade db version'] }],
  source: ['https://github.com/clearml/clearml-server/blob/master/apiserver/mongo/initialize/migration.py'],
};
