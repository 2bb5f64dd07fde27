import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const apiMigration: FailureRule = {
  id: 'API-MIGRATION',
  title: "The migration of ClearML's database failed",
  severity: 'critical',
  cause: 'The data in MongoDB do not fit what the new release expects, often because a release was left out.',
  remedy: 'Stop ClearML, restore the dump from before the upgrade, and upgrade step by step.',
  where: ['apiserver'],
  signs: [
    { line: ['migration failed', ['aborting', 'restore', 'backup']] },
    { line: ['failed applying', ['migrate_auth', 'migrate_backend', 'migration']] },
    { line: [['migrat'], ['failed', 'error', 'exception', 'abort', 'could not', 'unable', 'rolled back', 'crash']], without: ['elastic', /\bes\b/, '0 errors', 'no errors', '0 failed', 'errors: 0', 'no migration', /\[info\]/], in: ['apiserver'], guess: true },
    { line: [['schema/mongo/migrations', 'mongo/initialize/migration', 'schema.mongo.migrations', 'apiserver/schema/migrations', 'mongo/migrations/'], [/\bline \d/, 'error', 'exception']] },
  ],
  source: ['https://github.com/clearml/clearml-server/blob/master/apiserver/mongo/initialize/migration.py'],
};
