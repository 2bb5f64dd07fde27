import * as z from 'zod';
import { alert, rule, ruleInput, silence, silenceInput } from './alert';
import { detailedBackupSet, listedBackupSet } from './backup';
import { backupDestination, backupDestinationInput, listedBackupDestination, savedBackupDestination } from './backup-destination';
import { backupLook } from './backup-look';
import { sftpAddress, shownHostKey } from './backup-place';
import { retentionInput } from './backup-retention';
import { backupScheduleInput, drillScheduleInput } from './backup-schedule';
import { backupSchedulePlan, backupSchedulePreview, backupScheduleView } from './backup-schedule-view';
import { backupTrouble } from './backup-watch';
import { consoleBackupAlert, consoleBackupFile, consoleBackupInput, consoleBackupView } from './console-backup';
import { restorableInput, restorableSet, restoreInput, restoreLeft, restoreLook, restoreSafety, storedFileInput, storedFilesInput, storedFolder } from './restore';
import { drillLook } from './drill';
import { channel, channelInput, delivery, telling, tellingInput } from './channel';
import { empty, id, serverName } from './fields';
import { checkup } from './finding';
import { health, series, seriesInput } from './health';
import { historySaveInput, historyView, historyWeight, keepInput } from './history';
import { materialUpload, materials, slot, variableEdit, layoutId } from './materials';
import { plan, planScript } from './plan';
import { securityFiles, securityFilesInput } from './proxy';
import { auditEntry, installRecord } from './record';
import { foundAttempts, linePage, run, runSummary } from './run';
import { changePasswordInput, me, setupInput, signInInput } from './session';
import { connectionTest, server, serverInput, serverLeftovers, trustInput } from './server';
import { settingsInput, settingsView } from './settings';
import { spaceView } from './space';
import { openInput, openView } from './status';
import { proposals, watchInput, watchView } from './watch';

/**
 * Who may call a verb. In 0.1 there are two roles: anonymous and admin.
 * `anonymous` also admits an admin. There is no default: a verb without a policy does not type-check.
 */
export type Policy = 'anonymous' | 'admin';

/** Two forms of one sentence's beginning: what was refused or failed must not read as if it had been done. */
export interface AuditWords {
  /** Such as "added the server". */
  readonly done: string;
  /** Such as "add the server", behind "tried to". */
  readonly tried: string;
}

export interface Verb<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** query: GET /api/v1/<verb>?input=<json>, changes nothing · mutation: POST /api/v1/<verb> with a JSON body and the exact Origin */
  readonly kind: 'query' | 'mutation';
  readonly policy: Policy;
  /** How the audit words a mutation; null: not audited. */
  readonly audit: AuditWords | null;
  readonly summary: string;
  readonly input: I;
  readonly output: O;
}

const verb = <I extends z.ZodType, O extends z.ZodType>(entry: Verb<I, O>) => entry;
const query = <I extends z.ZodType, O extends z.ZodType>(policy: Policy, summary: string, input: I, output: O) => verb({ kind: 'query', policy, audit: null, summary, input, output });
const mutation = <I extends z.ZodType, O extends z.ZodType>(policy: Policy, audit: AuditWords | null, summary: string, input: I, output: O) => verb({ kind: 'mutation', policy, audit, summary, input, output });

const audited = (did: string, toDo: string, what = ''): AuditWords => ({ done: `${did} ${what}`.trim(), tried: `${toDo} ${what}`.trim() });

const byServer = z.object({ server: serverName });
const byRun = z.object({ run: id });
const reason = z.string().trim().min(3, 'Say why, in a few words.').max(500);
const confirmedName = z.string().max(40).optional();
/** The sha256 of the stored file over which it was done; null: there was none. When another lies there by now, the act is refused. */
const replaces = z.string().max(64).nullable().optional();
/** The id of what the page showed: when something else stands there by now, the act is refused. */
const shown = z.string().max(100);
const overrideInput = z
  .object({ server: serverName, check: z.string().max(200), reason: reason.nullable(), message: z.string().max(100_000).optional() })
  .refine((input) => input.reason === null || input.message !== undefined, { path: ['message'], error: 'Name the message that is accepted.' });

/** The one table of verbs: the API's documentation, the authorization matrix of the tests, the types of the browser's client. */
export const verbs = {
  'session.me': query('anonymous', 'Who is signed in, and whether the console is set up', empty, me),
  'session.setup': mutation('anonymous', audited('created', 'create', 'the first admin'), 'Creates the first admin with the token printed at start', setupInput, me),
  'session.sign-in': mutation('anonymous', audited('signed', 'sign', 'in'), 'Signs in', signInInput, me),
  'session.sign-out': mutation('admin', audited('signed', 'sign', 'out'), 'Ends this session', empty, me),
  'session.sign-out-everywhere': mutation('admin', audited('signed', 'sign', 'out everywhere'), 'Ends all sessions of this user', empty, me),
  'session.change-password': mutation('admin', audited('changed', 'change', 'the password'), 'Changes the password and ends the other sessions', changePasswordInput, me),

  'server.list': query('admin', 'All servers, worst first', empty, z.array(server)),
  'server.get': query('admin', 'One server', byServer, server),
  'server.add': mutation('admin', audited('added', 'add', 'the server'), 'Adds a server profile', serverInput, server),
  'server.edit': mutation('admin', audited('edited', 'edit', 'the server'), 'Changes a server profile', z.object({ server: serverName, profile: serverInput }), server),
  'server.test': mutation('admin', audited('tested', 'test', 'the connection to'), 'Connects and says how far it came', byServer, connectionTest),
  'server.trust': mutation('admin', audited('trusted', 'trust', 'the host key of'), 'Pins the host key that was shown. `replace` when another key is pinned: then with the admin\'s own `password`', trustInput, server),
  'server.leftovers': query('admin', 'What removing the server would leave on it', byServer, serverLeftovers),
  'server.remove': mutation('admin', audited('removed', 'remove', 'the server'), 'Removes a server; may clear what the console left on it', z.object({ server: serverName, confirm: z.string(), clear: z.boolean() }), empty),

  'materials.get': query('admin', 'The three files as analysed', byServer, materials),
  'materials.put': mutation('admin', audited('stored', 'store', 'a file for'), 'Stores one file and analyses all', z.object({ server: serverName, file: materialUpload, replaces }), materials),
  'materials.remove': mutation('admin', audited('removed', 'remove', 'a file of'), 'Removes one file, which is kept as the earlier version; with `earlier`, deletes that one for good', z.object({ server: serverName, slot, earlier: z.boolean().default(false), replaces }), materials),
  'materials.put-back': mutation('admin', audited('returned', 'return', 'to the earlier file of'), 'The earlier version of a file and the stored one change places', z.object({ server: serverName, slot, replaces }), materials),
  'materials.set-layout': mutation('admin', audited('chose', 'choose', 'the layout of'), 'Overrides the detected layout; null follows the detection', z.object({ server: serverName, layout: layoutId.nullable() }), materials),
  'materials.edit-variables': mutation('admin', audited('edited', 'edit', 'constants.env of'), 'Changes values of constants.env; null removes a variable; other bytes stay as they are', z.object({ server: serverName, edits: z.array(variableEdit).max(500), replaces }), materials),
  'materials.reveal': mutation('admin', audited('revealed', 'reveal', 'a secret of'), 'The value of one secret variable', z.object({ server: serverName, name: z.string().max(200) }), z.object({ value: z.string() })),

  'settings.get': query('admin', 'The saved settings, what is missing, and what they change in the files', byServer, settingsView),
  'settings.save': mutation('admin', audited('saved', 'save', 'the settings of'), 'Saves the settings; with `version`, only over that one', z.object({ server: serverName, settings: settingsInput, version: z.string().max(100).optional() }), settingsView),

  'preflight.get': query('admin', 'The last preflight', byServer, checkup),
  'preflight.start': mutation('admin', audited('checked', 'check'), 'Starts a preflight; with `only`, asks those checks again. Findings arrive by the socket', z.object({ server: serverName, only: z.array(z.string()).max(200).optional() }), checkup),
  'preflight.override': mutation('admin', audited('overrode', 'override', 'a finding of'), 'Accepts one failing or unknown finding with a reason, as long as it says `message`; null takes it back', overrideInput, checkup),
  'preflight.repair': mutation('admin', audited('repaired', 'repair'), 'Starts a run that does the shown repair of one finding', z.object({ server: serverName, check: z.string().max(200), shown }), z.object({ run: id })),

  'plan.get': query('admin', 'The last plan, or null', byServer, plan.nullable()),
  'plan.make': mutation('admin', audited('made', 'make', 'a plan for'), 'Asks the server and makes a plan', byServer, plan),
  'plan.script': query('admin', 'The plan as a commented bash script that does the same by hand; planned anew, and says where it differs from the plan shown', byServer, planScript),

  'run.start': mutation('admin', audited('started', 'start', 'the installation of'), 'Starts the plan. `confirm` is the server\'s name when something is destroyed', z.object({ server: serverName, plan: id, confirm: confirmedName, rebootAt: z.iso.datetime().nullable().default(null) }), z.object({ run: id })),
  'run.list': query('admin', 'Runs, newest first', z.object({ server: serverName.optional(), kind: runSummary.shape.kind.optional(), limit: z.number().int().min(1).max(200).default(50) }), z.array(runSummary)),
  'run.get': query('admin', 'One run with its steps', byRun, run),
  'run.lines': query('admin', 'The journal after a seq', byRun.extend({ after: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(5000).default(1000) }), linePage),
  'run.cancel': mutation('admin', audited('cancelled', 'cancel', 'a run on'), 'Asks the running step to stop', byRun, run),
  'run.retry': mutation('admin', audited('retried', 'retry', 'a run on'), 'Plans again from fresh facts and goes on, from the failed step or from an earlier one', byRun.extend({ fromStep: z.string().max(200).optional() }), run),
  'run.skip': mutation('admin', audited('skipped', 'skip', 'a step on'), 'Skips the step that failed or waits, with a reason. `shown`: the id of its failure or of what it waits for', byRun.extend({ step: z.string().max(200), shown, reason }), run),
  'run.approve': mutation('admin', audited('approved', 'approve', 'commands on'), 'Gives the nod that a waiting step asks for; `shown` is the id of what it waits for. A reboot may be given a time', byRun.extend({ step: z.string().max(200), shown, at: z.iso.datetime().nullable().default(null), confirm: confirmedName }), run),
  'attempt.list': query('admin', 'Attempts found on the server of which this console has no record', byServer, foundAttempts),
  'attempt.adopt': mutation('admin', audited('adopted', 'adopt', 'an attempt found on'), 'Makes a run of an attempt found on the server: its log becomes the journal, followed while it is active', z.object({ server: serverName, attempt: id }), z.object({ run: id })),
  'lock.get': query('admin', 'Who changes the server now', byServer, z.object({ holder: z.object({ console: z.string(), run: z.string(), actor: z.string(), why: z.string(), since: z.string() }).nullable() })),
  'lock.break': mutation('admin', audited('broke', 'break', 'the lock of'), 'Breaks the lock that `run` holds on a server with no active unit', z.object({ server: serverName, run: z.string().max(500), confirm: z.string() }), empty),

  'verification.get': query('admin', 'The last verification', byServer, checkup),
  'verification.start': mutation('admin', audited('verified', 'verify'), 'Starts a verification. Findings arrive by the socket', byServer, checkup),
  'record.get': query('admin', 'The install record, or null', byServer, installRecord.nullable()),

  'health.get': query('admin', 'What the probes found, with verdict, figures, forecasts and open alerts', byServer, health),
  'health.ask': mutation('admin', null, 'Asks the probes now instead of at their cadence; with `only`, those', z.object({ server: serverName, only: z.array(z.string().max(200)).max(200).optional() }), health),
  'health.series': query('admin', 'History of figures between two times, with thresholds and marks', z.object({ server: serverName }).and(seriesInput), series),
  'health.repair': mutation('admin', audited('repaired', 'repair'), 'Starts a run that does the shown repair of one finding', z.object({ server: serverName, check: z.string().max(200), shown, confirm: confirmedName }), z.object({ run: id })),
  'acceptance.start': mutation('admin', audited('started', 'start', 'the acceptance test of'), 'Starts a run that writes to ClearML as the support user, reads back, and removes what it wrote; one that failed before runs again', byServer, z.object({ run: id })),
  'space.get': query('admin', 'What takes the space on each file system that ClearML uses, as it was last asked', byServer, spaceView),
  'space.ask': mutation('admin', null, 'Starts asking what takes the space, which can take two minutes', byServer, spaceView),
  'security.files': query('admin', 'Ready configurations for the proxy that ends TLS and for the firewall, made from what is saved', securityFilesInput, securityFiles),
  'watch.get': query('admin', 'How a server is watched: switch, thresholds, API key', byServer, watchView),
  'watch.save': mutation('admin', audited('changed', 'change', 'the watching of'), 'Changes switch, thresholds and API key', z.object({ server: serverName, watch: watchInput }), watchView),
  'watch.propose': query('admin', 'Thresholds that a fortnight of this server\'s own history proposes', byServer, proposals),
  'drift.take': mutation('admin', audited('took over', 'take over', 'a difference of'), 'What the finding of drift says now is how it should be; null gives all of it back. Answers the health', z.object({ server: serverName, check: z.string().max(200), message: z.string().max(100_000).nullable() }), health),

  'backup-destination.list': query('admin', 'Where backups of a server go', byServer, z.array(listedBackupDestination)),
  'backup-destination.save': mutation('admin', audited('saved', 'save', 'a backup destination of'), 'Adds a destination, or changes the one named. A passphrase that it makes is answered this once; a new one must open the repository that lies there', z.object({ server: serverName, destination: backupDestinationInput }), savedBackupDestination),
  'backup-destination.remove': mutation('admin', audited('removed', 'remove', 'a backup destination of'), 'Forgets a destination, its passphrase and its backups, which stay where they are. `confirm` is the server\'s name', z.object({ server: serverName, destination: id, confirm: z.string() }), empty),
  'backup-destination.reveal': mutation('admin', audited('had shown', 'have shown', 'the passphrase of the backups of'), 'The passphrase of a destination, to be kept, with the admin\'s own `password`', z.object({ server: serverName, destination: id, password: z.string().max(1000) }), z.object({ passphrase: z.string() })),
  'backup-destination.kept': mutation('admin', audited('confirmed that somebody has kept', 'confirm that somebody has kept', 'the passphrase of the backups of'), 'Notes that the passphrase of a destination is kept elsewhere. `passphrase` is the one that was kept', z.object({ server: serverName, destination: id, passphrase: z.string().max(1000) }), backupDestination),
  'backup.start': mutation('admin', audited('started', 'start', 'a backup of'), 'Starts a run that stores what ClearML keeps at a destination, reads it back and writes a manifest; refused when the guard refuses. With `shown`, the commands of that look need no nod. `copyTo`: a destination to which it is copied then. `quiesced`: ClearML is stopped while its parts are stored, and started again however it ends', z.object({ server: serverName, destination: id, copyTo: id.nullable().optional(), shown: shown.optional(), quiesced: z.literal(true).optional() }), z.object({ run: id })),
  'backup.look': mutation('admin', null, 'Asks the server what a backup would do and what stands against it. Changes nothing', z.object({ server: serverName, destination: id, copyTo: id.nullable().optional(), quiesced: z.literal(true).optional() }), backupLook),
  'backup-destination.host-keys': mutation('admin', audited('had shown', 'have shown', 'host keys of an SFTP server to'), 'Has the server ask an SFTP server for its host keys, for the operator to confirm one. Nothing is saved', z.object({ server: serverName, ...sftpAddress.shape }), z.array(shownHostKey)),
  'backup-set.list': query('admin', 'Backups of a server, newest first, as they were asked back at the end of their run', z.object({ server: serverName, limit: z.number().int().min(1).max(10_000).default(100) }), z.array(listedBackupSet)),
  'backup-set.get': query('admin', 'One backup, with what it holds in numbers by its manifest; null: this console does not know it. `destination`: where it lies, or was copied to', z.object({ server: serverName, set: id, destination: id.optional() }), detailedBackupSet.nullable()),
  'backup.troubles': query('admin', 'What is wrong with the backups of a server, the worst first, each with what to do', byServer, z.array(backupTrouble)),
  'backup-schedule.get': query('admin', 'When a server is backed up, what stays, and why a backup that is due waits', byServer, backupScheduleView),
  'backup-schedule.save': mutation('admin', audited('changed', 'change', 'the backup schedule of'), 'Saves when a server is backed up, what stays and from when on somebody is told', z.object({ server: serverName, plan: backupSchedulePlan }), backupScheduleView),
  'backup-schedule.preview': query('admin', 'The next times of a schedule that is not saved, and which of the backups that there are its retention keeps and deletes', z.object({ server: serverName, schedule: backupScheduleInput, retention: retentionInput, drill: drillScheduleInput.optional() }), backupSchedulePreview),
  'backup-runbook.get': query('admin', 'How to restore the backups at a destination by hand, without this console, as Markdown; no secret is in it', z.object({ server: serverName, destination: id }), z.object({ fileName: z.string(), text: z.string() })),
  'backup.stopped': query('admin', 'The run of a backup that has ended and may have left ClearML stopped; null: none', byServer, z.object({ run: id.nullable() })),
  'backup.release': mutation('admin', audited('started', 'start', 'ClearML again after a backup on'), 'Starts a run that starts what a backup has stopped and could not start again', byServer, z.object({ run: id })),
  'console-backup.get': query('admin', 'How this console itself is backed up, and what was written', empty, consoleBackupView),
  'console-backup.alert': query('admin', 'Whether the backup of this console fails or is late, and since when', empty, consoleBackupAlert),
  'console-backup.save': mutation('admin', audited('changed', 'change', 'how this console is backed up'), 'Changes where and when this console is backed up, and the passphrase. One that it makes is answered this once. Another place elsewhere is tried first, and takes the admin\'s own `password`', z.object({ backup: consoleBackupInput, password: z.string().max(1000).optional() }), consoleBackupView),
  'console-backup.make': mutation('admin', audited('backed', 'back', 'up this console'), 'Writes a backup of this console now, reads it back, and deletes those that are too many. Where it is sent elsewhere, that goes on when this is answered: see console-backup.get', empty, consoleBackupView),
  'console-backup.host-key': mutation('admin', audited('had shown', 'have shown', 'the host key of an SFTP server'), 'Asks an SFTP server for its host key, for the operator to confirm it. Nothing is saved, and no login is tried', z.object(sftpAddress.shape), shownHostKey),
  'console-backup.unlock': mutation('admin', audited('unlocked', 'unlock', 'a backup of this console for its download'), 'With the admin\'s own `password`, lets this session download that backup once, within 30 s, from /api/v1/console-backup/<file>', z.object({ file: consoleBackupFile, password: z.string().max(1000) }), empty),
  'drill.look': query('admin', 'Asks the server what a restore drill of a backup would do and what stands against it. `destination`: a place to which it was copied, or at which another server has made it', z.object({ server: serverName, set: id, destination: id.optional() }), drillLook),
  'drill.start': mutation('admin', audited('started', 'start', 'a restore drill on'), 'Starts a run that restores a backup beside everything else, compares it and removes all of it again. ClearML is not touched', z.object({ server: serverName, set: id, destination: id.optional() }), z.object({ run: id })),
  'restore.find': query('admin', 'Backups that lie at a destination, whoever made them, as the server finds them there, newest first, 400 at most. `skip`: so many of the newest are left out', restorableInput, z.array(restorableSet)),
  'restore.look': query('admin', 'Asks the server what a restore would do: what is lost by counts, what stands against it, and its steps. `safety`: where a backup of what is there goes first', restoreInput, restoreLook),
  'restore.start': mutation('admin', audited('started', 'start', 'a restore of'), 'Starts a run that replaces what ClearML keeps by a backup. `confirm` is the server\'s name, `shown` of what was looked at', restoreInput.omit({ safety: true }).extend({ safety: restoreSafety, shown: z.string(), confirm: z.string() }), z.object({ run: id })),
  'restore.prepare': mutation('admin', audited('started', 'start', 'the installation of restic on'), 'Starts a run that installs restic, with which backups made elsewhere are looked at', byServer, z.object({ run: id })),
  'restore.files': query('admin', 'What lies in a folder of the files of a backup, by name and a page at a time', storedFilesInput, storedFolder),
  'restore.file': mutation('admin', audited('started', 'start', 'putting back a file on'), 'Starts a run that puts one file of a backup beside the living one, under a name of its own', storedFileInput, z.object({ run: id })),
  'restore.download': mutation('admin', audited('started', 'start', 'the download of a file of'), 'Finds one file of a backup, and lets this session fetch it once, within a minute, from /api/v1/stored-file/<ticket>', storedFileInput, z.object({ ticket: id, bytes: z.number() })),
  'restore.release': mutation('admin', audited('started', 'start', 'ClearML again after a restore on'), 'Starts a run that starts what a cancelled restore has stopped, as its data are now', byServer, z.object({ run: id })),
  'restore.left': query('admin', 'What a restore left that stopped on its way, and the backup of what was there before it; null: nothing', byServer, restoreLeft.nullable()),

  'alert.list': query('admin', 'Alerts, newest first', z.object({ server: serverName.optional(), state: z.enum(['open', 'all']).default('open'), limit: z.number().int().min(1).max(500).default(100) }), z.array(alert)),
  'alert.acknowledge': mutation('admin', audited('acknowledged', 'acknowledge', 'an alert'), 'Somebody has taken it on: no more reminders until it is worse or gone. `on` false takes that back', z.object({ alert: id, on: z.boolean() }), alert),
  'alert.snooze': mutation('admin', audited('snoozed', 'snooze', 'an alert'), 'Nothing is told for some minutes; 0 ends it', z.object({ alert: id, minutes: z.number().int().min(0).max(20_160) }), alert),
  'rule.list': query('admin', 'When each check becomes an alert', byServer, z.array(rule)),
  'rule.save': mutation('admin', audited('changed', 'change', 'an alert rule of'), 'Changes when a check becomes an alert; null goes back to what is proposed', z.object({ server: serverName, check: z.string().max(200), rule: ruleInput.nullable() }), z.array(rule)),
  'silence.list': query('admin', 'Maintenance windows', empty, z.array(silence)),
  'silence.add': mutation('admin', audited('added', 'add', 'a maintenance window'), 'Adds a maintenance window, once or each week', silenceInput, silence),
  'silence.edit': mutation('admin', audited('changed', 'change', 'a maintenance window'), 'Changes a maintenance window; `version` is the one that was shown', z.object({ silence: id, version: z.string().max(100) }).and(silenceInput), silence),
  'silence.remove': mutation('admin', audited('removed', 'remove', 'a maintenance window'), 'Removes a maintenance window', z.object({ silence: id }), empty),
  'channel.list': query('admin', 'Channels, with their last delivery', empty, z.array(channel)),
  'channel.save': mutation('admin', audited('saved', 'save', 'a channel'), 'Adds a channel, or changes the one named', z.object({ id: id.nullable(), channel: channelInput }), channel),
  'channel.remove': mutation('admin', audited('removed', 'remove', 'a channel'), 'Removes a channel and what waits for it', z.object({ id }), empty),
  'channel.test': mutation('admin', audited('tested', 'test', 'a channel'), 'Sends a test message now and says what the remote answered', z.object({ id }), delivery),
  'delivery.list': query('admin', 'Messages, newest first', z.object({ channel: id.optional(), limit: z.number().int().min(1).max(200).default(50) }), z.array(delivery)),
  'telling.get': query('admin', 'Dead-man\'s ping and the networks that channels may use', empty, telling),
  'telling.save': mutation('admin', audited('changed', 'change', 'how alerts are told'), 'Changes the dead-man\'s ping and the allowed networks', tellingInput, telling),

  'status.get': query('admin', 'What is open without a sign-in: the status page and the metrics', empty, openView),
  'status.save': mutation('admin', audited('changed', 'change', 'what is open without a sign-in'), 'Changes the status page and the metrics. An address or token that it makes is answered this once', openInput, openView),

  'history.get': query('admin', 'For how long figures are kept', empty, historyView),
  'history.weigh': query('admin', 'What a choice of times costs on disk, and what of the history that there is it deletes', keepInput, historyWeight),
  'history.save': mutation('admin', audited('changed', 'change', 'for how long history is kept'), 'Changes for how long figures are kept. Where that deletes some, only when it was agreed to', historySaveInput, historyView),

  'activity.list': query('admin', 'The audit, newest first', z.object({ limit: z.number().int().min(1).max(500).default(100), server: serverName.optional() }), z.array(auditEntry)),
  'console.info': query('admin', 'Version, data directory, address of the console, whether it was started beside an SSH agent, and whether as a service', empty, z.object({ version: z.string(), dataDirectory: z.string(), url: z.string(), node: z.string(), databaseBytes: z.number(), sshAgent: z.boolean(), isService: z.boolean() })),
} as const satisfies Record<string, Verb>;

export type VerbName = keyof typeof verbs;
export type InputOf<V extends VerbName> = z.input<(typeof verbs)[V]['input']>;
export type ParsedInputOf<V extends VerbName> = z.output<(typeof verbs)[V]['input']>;
export type OutputOf<V extends VerbName> = z.output<(typeof verbs)[V]['output']>;
