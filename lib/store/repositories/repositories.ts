import type { Database } from '../database';
import type { Encryption } from '../encryption';
import { createAuditRepository, type AuditRepository } from './audits';
import { createCheckupRepository, type CheckupRepository } from './checkups';
import { createJournalRepository, type JournalRepository } from './journal';
import { createMaterialRepository, type MaterialRepository } from './materials';
import { createOverrideRepository, type OverrideRepository } from './overrides';
import { createPlanRepository, type PlanRepository } from './plans';
import { createRunRepository, type RunRepository } from './runs';
import { createServerRepository, type ServerRepository } from './servers';
import { createSettingsRepository, type SettingsRepository } from './settings';

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
  };
}
