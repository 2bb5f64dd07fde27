import type { RuleInput } from '@/lib/contract/alert';
import type { Database } from '../database';

export interface RuleRepository {
  /** By the check's id: the rules that differ from what is proposed. */
  of(serverId: string): Promise<ReadonlyMap<string, RuleInput>>;
  /** null: as it is proposed. */
  put(serverId: string, check: string, rule: RuleInput | null): Promise<void>;
}

export function createRuleRepository(database: Database): RuleRepository {
  return {
    async of(serverId) {
      const rows = await database.rule.findMany({ where: { serverId } });
      return new Map(rows.map(({ checkId, isOn, afterMinutes, repeatMinutes, least }) => [checkId, { isOn, afterMinutes, repeatMinutes, least: least as RuleInput['least'] }]));
    },
    async put(serverId, checkId, rule) {
      if (rule === null) await database.rule.deleteMany({ where: { serverId, checkId } });
      else await database.rule.upsert({ where: { serverId_checkId: { serverId, checkId } }, create: { serverId, checkId, ...rule }, update: rule });
    },
  };
}
