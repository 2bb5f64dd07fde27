import type { FailureRule } from '@/lib/engine/diagnosis-rule';
import { endings, exitOf } from '../exit-status';

export const mgExit62: FailureRule = {
  id: 'MG-EXIT62',
  title: 'MongoDB ends with status 62',
  severity: 'critical',
  cause: 'mongod ends with 62 when its data are of a version that it does not take.',
  remedy: "Look at MongoDB's log for what it expected, put the earlier image back, and go one major version at a time.",
  where: ['docker', 'compose', 'mongo'],
  signs: [{ line: [endings, exitOf(62)] }],
  follows: ['MG-FCV'],
  source: ['https://github.com/clearml/clearml-server/issues/267'],
};
