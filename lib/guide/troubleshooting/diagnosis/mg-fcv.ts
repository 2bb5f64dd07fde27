import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const mgFcv: FailureRule = {
  id: 'MG-FCV',
  title: 'MongoDB skipped a major version',
  severity: 'critical',
  cause: 'The data were written by a MongoDB more than one major version older, or its feature compatibility version was never raised, as after an upgrade of ClearML that left a release out. mongod ends with status 62.',
  remedy: 'Put the earlier image back and go one major version at a time: start ClearML of that release, which raises the version, or run setFeatureCompatibilityVersion. Restore the backup if the data were touched.',
  where: ['mongo'],
  signs: [
    { line: ['upgrade problem'] },
    { line: ['wrong mongod version'] },
    { line: ['featurecompatibilityversion', ['invalid', 'incompatible', 'missing', 'is below', 'expected', 'unrecognized', 'unsupported', 'must be', 'badvalue', 'mismatch']] },
    { line: ['feature compatibility version', ['invalid', 'incompatible', 'expected', 'unsupported']] },
    { line: ['data files need to be fully upgraded'] },
    { line: ['unsupported wiredtiger file version'] },
    { line: ['this build only supports', 'version'], in: ['mongo'] },
    { line: ['fcv', /\bfcv\b/, ['invalid', 'incompatible', 'unsupported', 'must be', 'mismatch', 'too old', 'too low', 'expected', 'not supported', 'cannot']], without: ['setting fcv', 'elastic'] },
    { line: [['data files', 'dbpath', 'database', 'storage'], ['incompatible', 'newer version', 'older version', 'previous version', 'not compatible', 'mustupgrade', 'must be upgraded', 'must upgrade', 'needs to be upgraded', 'not supported by this version', 'downgrad', 'mmapv1', 'unknown storage engine'], ['version', 'mongod', 'binary', 'engine']], without: ['driver', 'client'], in: ['mongo'], guess: true },
    { line: [['mustupgrade', 'created by the mmapv1', 'mmapv1 storage engine', 'does not have a uuid', 'version incompatible', 'wiredtiger version is', 'unsupported file version', 'unsupported wiredtiger', 'major version is not supported', 'wiredtigerincompatible']] , in: ['mongo'] },
  ],
  source: ['https://github.com/clearml/clearml-server/issues/267', 'https://github.com/clearml/clearml-server/issues/268'],
};
