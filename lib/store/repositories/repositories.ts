import type { HistoryExtent } from '@/lib/contract/history';
import type { Database } from '../database';
import type { Encryption } from '../encryption';
import { createAlertRepository, type AlertRepository } from './alerts';
import { createAuditRepository, type AuditRepository } from './audits';
import { createBackupCopyRepository, type BackupCopyRepository } from './backup-copies';
import { createBackupDestinationRepository, type BackupDestinationRepository } from './backup-destinations';
import { createBackupDrillRepository, type BackupDrillRepository } from './backup-drills';
import { createBackupScheduleRepository, type BackupScheduleRepository } from './backup-schedules';
import { createBackupSetRepository, type BackupSetRepository } from './backup-sets';
import { createBackupSkipRepository, type BackupSkipRepository } from './backup-skips';
import { createBootRepository, type BootRepository } from './boots';
import { createChannelRepository, type ChannelRepository } from './channels';
import { createCheckupRepository, type CheckupRepository } from './checkups';
import { createConsoleSettingRepository, type ConsoleSettingRepository } from './console-settings';
import { createDeliveryRepository, type DeliveryRepository } from './deliveries';
import { createDriftRepository, type DriftRepository } from './drift';
import { createHealthRepository, type HealthRepository } from './healths';
import { createHistoryRepository, type HistoryRepository } from './history';
import { readHistoryExtent } from './history-extent';
import { createJournalRepository, type JournalRepository } from './journal';
import { createMarkRepository, type MarkRepository } from './marks';
import { createMaterialRepository, type MaterialRepository } from './materials';
import { createOverrideRepository, type OverrideRepository } from './overrides';
import { createPlanRepository, type PlanRepository } from './plans';
import { createRuleRepository, type RuleRepository } from './rules';
import { createRunRepository, type RunRepository } from './runs';
import { createServerRepository, type ServerRepository } from './servers';
import { createSettingsRepository, type SettingsRepository } from './settings';
import { createWatchRepository, type WatchRepository } from './watches';
import { createSilenceRepository, type SilenceRepository } from './silences';

export interface Repositories {
  readonly servers: ServerRepository;
  readonly materials: MaterialRepository;
  readonly settings: SettingsRepository;
  readonly checkups: CheckupRepository;
  readonly overrides: OverrideRepository;
  readonly plans: PlanRepository;
  readonly runs: RunRepository;
  readonly journal: JournalRepository;
  readonly audits: AuditRepository;
  readonly watches: WatchRepository;
  readonly drift: DriftRepository;
  readonly healths: HealthRepository;
  readonly history: HistoryRepository;
  readonly historyExtent: (now: number) => Promise<HistoryExtent>;
  readonly boots: BootRepository;
  readonly marks: MarkRepository;
  readonly alerts: AlertRepository;
  readonly rules: RuleRepository;
  readonly silences: SilenceRepository;
  readonly channels: ChannelRepository;
  readonly deliveries: DeliveryRepository;
  readonly backupDestinations: BackupDestinationRepository;
  readonly backupSchedules: BackupScheduleRepository;
  readonly backupSets: BackupSetRepository;
  readonly backupSkips: BackupSkipRepository;
  readonly backupDrills: BackupDrillRepository;
  readonly backupCopies: BackupCopyRepository;
  readonly consoleSettings: ConsoleSettingRepository;
}

/** All repositories over one database and one key. */
export function createRepositories(database: Database, encryption: Encryption): Repositories {
  return {
    servers: createServerRepository(database, encryption),
    materials: createMaterialRepository(database, encryption),
    settings: createSettingsRepository(database, encryption),
    checkups: createCheckupRepository(database),
    overrides: createOverrideRepository(database),
    plans: createPlanRepository(database),
    runs: createRunRepository(database, encryption),
    journal: createJournalRepository(database),
    audits: createAuditRepository(database),
    watches: createWatchRepository(database, encryption),
    drift: createDriftRepository(database),
    healths: createHealthRepository(database),
    history: createHistoryRepository(database),
    historyExtent: (now) => readHistoryExtent(database, now),
    boots: createBootRepository(database),
    marks: createMarkRepository(database),
    alerts: createAlertRepository(database),
    rules: createRuleRepository(database),
    silences: createSilenceRepository(database),
    channels: createChannelRepository(database, encryption),
    deliveries: createDeliveryRepository(database),
    backupDestinations: createBackupDestinationRepository(database, encryption),
    backupSchedules: createBackupScheduleRepository(database),
    backupSets: createBackupSetRepository(database),
    backupSkips: createBackupSkipRepository(database),
    backupDrills: createBackupDrillRepository(database),
    backupCopies: createBackupCopyRepository(database),
    consoleSettings: createConsoleSettingRepository(database, encryption),
  };
}
