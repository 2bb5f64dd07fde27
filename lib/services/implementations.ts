import { startAcceptance } from './acceptance-start';
import { listActivity } from './activity-list';
import { acknowledgeAlert } from './alert-acknowledge';
import { listAlerts } from './alert-list';
import { snoozeAlert } from './alert-snooze';
import { adoptAttempt } from './attempt-adopt';
import { listAttempts } from './attempt-list';
import { showBackupHostKeys } from './backup-destination-host-keys';
import { notePassphraseKept } from './backup-destination-kept';
import { listBackupDestinations } from './backup-destination-list';
import { removeBackupDestination } from './backup-destination-remove';
import { revealBackupPassphrase } from './backup-destination-reveal';
import { saveBackupDestination } from './backup-destination-save';
import { lookAtBackup } from './backup-look';
import { releaseAfterBackup } from './backup-release';
import { getBackupSchedule } from './backup-schedule-get';
import { previewBackupSchedule } from './backup-schedule-preview';
import { saveBackupSchedule } from './backup-schedule-save';
import { getBackupRunbook } from './backup-runbook-get';
import { getBackupSet } from './backup-set-get';
import { listBackupSets } from './backup-set-list';
import { startBackup } from './backup-start';
import { whatBackupStopped } from './backup-stopped';
import { listBackupTroubles } from './backup-troubles';
import { listChannels } from './channel-list';
import { removeChannel } from './channel-remove';
import { saveChannel } from './channel-save';
import { testChannel } from './channel-test';
import { getConsoleBackupAlert } from './console-backup-alert';
import { showElsewhereHostKey } from './console-backup-elsewhere';
import { makeConsoleBackup } from './console-backup-make';
import { saveConsoleBackup } from './console-backup-save';
import { unlockConsoleBackup } from './console-backup-unlock';
import { getConsoleBackup } from './console-backup-view';
import { consoleInfo } from './console-info';
import { listDeliveries } from './delivery-list';
import { takeDrift } from './drift-take';
import { lookAtDrill } from './drill-look';
import { startDrill } from './drill-start';
import { askHealth } from './health-ask';
import { getHealth } from './health-get';
import { repairHealth } from './health-repair';
import { healthSeries } from './health-series';
import { getHistory } from './history-get';
import { saveHistory } from './history-save';
import { weighHistory } from './history-weigh';
import { breakLock } from './lock-break';
import { getLock } from './lock-get';
import { editVariables } from './materials-edit-variables';
import { getMaterials } from './materials-get';
import { putMaterial } from './materials-put';
import { putBackMaterial } from './materials-put-back';
import { removeMaterial } from './materials-remove';
import { revealVariable } from './materials-reveal';
import { setLayout } from './materials-set-layout';
import { getPlan } from './plan-get';
import { makePlan } from './plan-make';
import { planScript } from './plan-script';
import { getPreflight } from './preflight-get';
import { overrideFinding } from './preflight-override';
import { repairFinding } from './preflight-repair';
import { startPreflight } from './preflight-start';
import { getSecurityFiles } from './proxy-get';
import { getRecord } from './record-get';
import { restoreImplementations } from './restore-implementations';
import { listRules } from './rule-list';
import { saveRule } from './rule-save';
import { approveStep } from './run-approve';
import { cancelRun } from './run-cancel';
import { getRun } from './run-get';
import { runLines } from './run-lines';
import { listRuns } from './run-list';
import { retryRun } from './run-retry';
import { skipStep } from './run-skip';
import { startRun } from './run-start';
import { addServer } from './server-add';
import { editServer } from './server-edit';
import { getServer } from './server-get';
import { serverLeftovers } from './server-leftovers';
import { listServers } from './server-list';
import { removeServer } from './server-remove';
import { testServer } from './server-test';
import { trustServer } from './server-trust';
import { changePassword } from './session-change-password';
import { me } from './session-me';
import { setup } from './session-setup';
import { signIn } from './session-sign-in';
import { signOut } from './session-sign-out';
import { signOutEverywhere } from './session-sign-out-everywhere';
import { getSettings } from './settings-get';
import { saveSettings } from './settings-save';
import { askSpace } from './space-ask';
import { getSpace } from './space-get';
import { getStatus } from './status-get';
import { saveStatus } from './status-save';
import { addSilence } from './silence-add';
import { editSilence } from './silence-edit';
import { listSilences } from './silence-list';
import { removeSilence } from './silence-remove';
import { getTelling } from './telling-get';
import { saveTelling } from './telling-save';
import type { Implementations } from './types';
import { getVerification } from './verification-get';
import { startVerification } from './verification-start';
import { getWatch } from './watch-get';
import { proposeWatch } from './watch-propose';
import { saveWatch } from './watch-save';

/** Every verb and its file; one that is missing does not type-check. */
export const implementations: Implementations = {
  'session.me': me,
  'session.setup': setup,
  'session.sign-in': signIn,
  'session.sign-out': signOut,
  'session.sign-out-everywhere': signOutEverywhere,
  'session.change-password': changePassword,

  'server.list': listServers,
  'server.get': getServer,
  'server.add': addServer,
  'server.edit': editServer,
  'server.test': testServer,
  'server.trust': trustServer,
  'server.leftovers': serverLeftovers,
  'server.remove': removeServer,

  'materials.get': getMaterials,
  'materials.put': putMaterial,
  'materials.remove': removeMaterial,
  'materials.put-back': putBackMaterial,
  'materials.set-layout': setLayout,
  'materials.edit-variables': editVariables,
  'materials.reveal': revealVariable,

  'settings.get': getSettings,
  'settings.save': saveSettings,

  'preflight.get': getPreflight,
  'preflight.start': startPreflight,
  'preflight.override': overrideFinding,
  'preflight.repair': repairFinding,

  'plan.get': getPlan,
  'plan.make': makePlan,
  'plan.script': planScript,

  'run.start': startRun,
  'run.list': listRuns,
  'run.get': getRun,
  'run.lines': runLines,
  'run.cancel': cancelRun,
  'run.retry': retryRun,
  'run.skip': skipStep,
  'run.approve': approveStep,
  'attempt.list': listAttempts,
  'attempt.adopt': adoptAttempt,
  'lock.get': getLock,
  'lock.break': breakLock,

  'verification.get': getVerification,
  'verification.start': startVerification,
  'record.get': getRecord,

  'health.get': getHealth,
  'health.ask': askHealth,
  'health.series': healthSeries,
  'health.repair': repairHealth,
  'acceptance.start': startAcceptance,
  'space.get': getSpace,
  'space.ask': askSpace,
  'security.files': getSecurityFiles,
  'watch.get': getWatch,
  'watch.save': saveWatch,
  'watch.propose': proposeWatch,
  'drift.take': takeDrift,
  'alert.list': listAlerts,
  'alert.acknowledge': acknowledgeAlert,
  'alert.snooze': snoozeAlert,
  'rule.list': listRules,
  'rule.save': saveRule,
  'silence.list': listSilences,
  'silence.add': addSilence,
  'silence.edit': editSilence,
  'silence.remove': removeSilence,
  'backup-destination.list': listBackupDestinations,
  'backup-destination.save': saveBackupDestination,
  'backup-destination.remove': removeBackupDestination,
  'backup.start': startBackup,
  'backup.look': lookAtBackup,
  'backup-destination.host-keys': showBackupHostKeys,
  'backup-destination.reveal': revealBackupPassphrase,
  'backup-destination.kept': notePassphraseKept,
  'backup.troubles': listBackupTroubles,
  'backup-set.list': listBackupSets,
  'backup-set.get': getBackupSet,
  'backup-schedule.get': getBackupSchedule,
  'backup-schedule.save': saveBackupSchedule,
  'backup-schedule.preview': previewBackupSchedule,
  'backup-runbook.get': getBackupRunbook,
  'backup.stopped': whatBackupStopped,
  'backup.release': releaseAfterBackup,
  'console-backup.get': getConsoleBackup,
  'console-backup.alert': getConsoleBackupAlert,
  'console-backup.save': saveConsoleBackup,
  'console-backup.make': makeConsoleBackup,
  'console-backup.host-key': showElsewhereHostKey,
  'console-backup.unlock': unlockConsoleBackup,
  'drill.look': lookAtDrill,
  'drill.start': startDrill,
  ...restoreImplementations,
  'channel.list': listChannels,
  'channel.save': saveChannel,
  'channel.remove': removeChannel,
  'channel.test': testChannel,
  'delivery.list': listDeliveries,
  'telling.get': getTelling,
  'telling.save': saveTelling,

  'status.get': getStatus,
  'status.save': saveStatus,

  'history.get': getHistory,
  'history.weigh': weighHistory,
  'history.save': saveHistory,

  'activity.list': listActivity,
  'console.info': consoleInfo,
};
