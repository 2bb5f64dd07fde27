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
  ],
  source: ['https://github.com/clearml/clearml-server/issues/267', 'https://github.com/clearml/clearml-server/issues/268'],
};
