import type { VerbName } from '@/lib/contract/verbs';

/**
 * The verbs that are asked by GET. A list of its own, so that a page need not load every schema of the contract
 * to learn a method; tests/components/api proves that it equals the table.
 */
export const queryVerbs = [
  'session.me', 'server.list', 'server.get', 'server.leftovers', 'materials.get', 'settings.get', 'preflight.get', 'plan.get', 'plan.script',
  'run.list', 'run.get', 'run.lines', 'attempt.list', 'lock.get', 'verification.get', 'record.get', 'activity.list', 'console.info',
  'health.get', 'health.series', 'space.get', 'security.files', 'watch.get', 'watch.propose', 'backup-destination.list', 'backup-set.list', 'backup-set.get', 'backup.troubles', 'backup-schedule.get', 'backup-schedule.preview', 'backup-runbook.get', 'backup.stopped', 'drill.look', 'restore.find', 'restore.left', 'restore.look', 'restore.files', 'console-backup.get', 'console-backup.alert', 'alert.list', 'rule.list', 'silence.list', 'channel.list', 'delivery.list', 'telling.get', 'status.get', 'history.get', 'history.weigh',
] as const satisfies readonly VerbName[];

export type QueryVerb = (typeof queryVerbs)[number];
export type MutationVerb = Exclude<VerbName, QueryVerb>;

/** Verbs that anybody may call: a 401 from them is an answer, not a sign that the session ended. */
export const anonymousVerbs: readonly VerbName[] = ['session.me', 'session.setup', 'session.sign-in'];
