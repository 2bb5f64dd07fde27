import type { RuleInput } from '@/lib/contract/alert';
import { firstSentence } from '@/lib/core/sentences';
import { foldAlert } from '@/lib/engine/alert';
import { names, rootCauses } from '@/lib/engine/alert-cause';
import type { AlertRecord } from '@/lib/store/repositories/alerts';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { conditionOf, foldRule, proposedRule } from '../../alert-rule';
import type { Observed } from '../watch-types';
import { says, type Open } from './record';

export interface Cycle {
  readonly server: ServerRecord;
  /** Asked since the last cycle. */
  readonly observed: readonly Observed[];
  readonly at: number;
  readonly rules: ReadonlyMap<string, RuleInput>;
  /** Ids of all checks that are watched: an alert of another one ends. */
  readonly known: ReadonlySet<string>;
  /** When a run of this console on the server last ended, lately; null: none did. */
  readonly mendedAt: number | null;
  readonly newId: () => string;
  /** The changes of the alert before, of this check. */
  readonly earlier: (check: string) => Promise<readonly number[]>;
}

/** The open alerts after a cycle; `gone` never fired. */
export async function foldCycle(before: readonly Open[], cycle: Cycle): Promise<{ readonly open: readonly Open[]; readonly gone: readonly Open[] }> {
  const { observed, rules, known, at } = cycle;
  const open = new Map(before.map((alert) => [alert.record.check, alert]));
  const gone: Open[] = [];
  const ended: Open[] = [];
  const end = (alert: Open) => {
    open.delete(alert.record.check);
    if (alert.fold.firedAt === null) gone.push(alert);
    else ended.push({ ...alert, now: null, record: { ...alert.record, message: 'It is no longer watched.', remedy: null }, fold: { ...alert.fold, state: 'resolved', resolvedAt: at } });
  };
  for (const alert of before) if (!known.has(alert.record.check) || rules.get(alert.record.check)?.isOn === false) end(alert);
  const fold = async ({ probe, finding }: Observed) => {
    const rule = rules.get(probe.id) ?? proposedRule(probe);
    if (!rule.isOn) return;
    const now = open.get(probe.id);
    const condition = conditionOf(finding.outcome, rule);
    const next = foldAlert(now?.fold ?? null, condition, at, { ...foldRule(probe, rule), mendedAt: cycle.mendedAt }, now || condition === 'well' ? [] : await cycle.earlier(probe.id));
    if (next !== null) {
      open.set(probe.id, says({ record: now?.record ?? begin(cycle, probe.id), fold: next, explains: explainedBy(probe, finding), subjects: now?.subjects ?? [], now: now?.now ?? null }, finding, condition));
    } else if (now) end(now);
  };
  // What could not be asked while something explains why is no news: so the others come first.
  for (const each of observed) if (each.finding.outcome !== 'unknown') await fold(each);
  for (const each of observed) if (each.finding.outcome === 'unknown' && ![...open.values()].some((alert) => isCause(alert) && alert.record.check !== each.probe.id && names(alert.explains, each.probe.id))) await fold(each);
  return { open: [...withCauses(open, new Set(observed.map(({ probe }) => probe.id))), ...ended], gone };
}

const explainedBy = ({ explains = [], explainsOnly }: Observed['probe'], { outcome }: Observed['finding']): readonly string[] => (explainsOnly !== undefined && outcome === 'warn' ? [] : explains);

/** A pending one too: what it explains waits for it instead of being told before it. */
const isCause = ({ fold }: Open): boolean => fold.state !== 'resolved' && fold.severity === 'fail';

/** The cause may be over before what it broke is asked again: until then that is not told by itself. */
function withCauses(open: ReadonlyMap<string, Open>, asked: ReadonlySet<string>): Open[] {
  const all = [...open.values()];
  const roots = rootCauses(all.map((alert) => ({ check: alert.record.check, explains: alert.explains, isCause: isCause(alert) })));
  return all.map((alert) => {
    const root = open.get(roots.get(alert.record.check) ?? '')?.record;
    if (root === undefined && alert.fold.memory.said === null && !asked.has(alert.record.check)) return alert;
    return { ...alert, record: { ...alert.record, causedBy: root === undefined ? null : { check: root.check, title: root.title, message: firstSentence(root.message) } } };
  });
}

function begin({ server, newId }: Cycle, check: string): AlertRecord {
  return {
    id: newId(), serverId: server.id, serverName: server.name, check, title: check, chapter: '', state: 'pending', severity: 'unknown', message: '', actual: null, wanted: null, remedy: null, causedBy: null,
    since: 0, firedAt: null, resolvedAt: null, acknowledged: null, snoozedUntil: null, silencedBy: null, memory: '', flapping: false, told: 0,
  };
}
