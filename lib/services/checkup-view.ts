import type { Checkup, Finding } from '@/lib/contract/finding';
import { count } from '@/lib/core/units';
import type { CheckupRecord } from '@/lib/store/repositories/checkups';
import type { OverrideRecord } from '@/lib/store/repositories/overrides';
import { hashSnapshot, takeSnapshot } from './inputs';
import type { Work } from './work';

/** The last preflight or verification as pages see it. `inputsHash`: of what is saved now, where the caller has it. */
export async function viewCheckup(work: Work, serverId: string, kind: Checkup['kind'], inputsHash?: string): Promise<Checkup> {
  const record = await work.repositories.checkups.get(serverId, kind);
  const overrides = kind === 'preflight' ? await work.repositories.overrides.list(serverId) : [];
  const stale = kind === 'preflight' && record?.state === 'done' && record.inputsHash !== (inputsHash ?? (await hashNow(work, serverId)));
  return toCheckup(kind, record, overrides, stale);
}

async function hashNow(work: Work, serverId: string): Promise<string | null> {
  const server = await work.repositories.servers.byId(serverId);
  return server && hashSnapshot(work, await takeSnapshot(work, server));
}

/** Pure. An override covers a finding only while its message is the very one that was accepted. */
export function toCheckup(kind: Checkup['kind'], record: CheckupRecord | null, overrides: readonly OverrideRecord[], stale = false): Checkup {
  if (record === null) return { kind, state: 'never', startedAt: null, endedAt: null, findings: [], counts: { pass: 0, warn: 0, fail: 0, unknown: 0, overridden: 0 }, sentence: kind === 'preflight' ? 'The server was not checked yet.' : 'The installation was not verified yet.', clear: false, waitUntil: null };
  const findings = record.findings.map((finding) => ({ ...finding, override: coverOf(finding, overrides) }));
  const counts = { pass: 0, warn: 0, fail: 0, unknown: 0, overridden: 0 };
  for (const { outcome, override } of findings) counts[override !== null ? 'overridden' : outcome] += 1;
  const clear = record.state === 'done' && counts.fail === 0 && counts.unknown === 0;
  const { state, startedAt, endedAt, waitUntil } = record;
  return { kind, state, startedAt, endedAt, waitUntil, findings, counts, clear, stale, sentence: stale ? 'The files or settings changed after these answers. Check the server again.' : sentenceOf(kind, record, counts, findings) };
}

/** The overrides that cover a finding as it stands. */
export function coveredFindings(overrides: readonly OverrideRecord[], record: CheckupRecord | null): OverrideRecord[] {
  return overrides.filter((override) => record?.findings.some((finding) => finding.id === override.check && coverOf(finding, [override]) !== null));
}

function coverOf({ id, message, outcome }: Finding, overrides: readonly OverrideRecord[]): Finding['override'] {
  if (outcome !== 'fail' && outcome !== 'unknown') return null;
  const found = overrides.find((override) => override.check === id && override.message === message);
  return found ? { reason: found.reason, by: found.by, at: found.at } : null;
}

function sentenceOf(kind: Checkup['kind'], record: CheckupRecord, counts: Checkup['counts'], findings: readonly Finding[]): string {
  const asked = findings.filter((finding) => finding.askedAt !== null).length;
  if (record.state === 'asking') {
    if (kind === 'verification' && record.waitUntil !== null && asked === findings.length) {
      const first = findings.find((finding) => finding.outcome === 'fail' || finding.outcome === 'unknown');
      return first ? `Waiting for ClearML: ${first.message}` : 'Asking again.';
    }
    return asked === 0 ? 'Asking the server.' : `${asked} of ${count(findings.length, 'check')} answered.`;
  }
  const open = [counts.fail > 0 ? `${count(counts.fail, 'check')} ${counts.fail === 1 ? 'fails' : 'fail'}` : '', counts.unknown > 0 ? `${counts.unknown} could not be judged` : ''].filter((part) => part !== '');
  if (open.length > 0) return `${open.join(' and ')}${kind === 'preflight' ? `: mend ${counts.fail + counts.unknown === 1 ? 'it, or override it' : 'them, or override them'} with a reason` : ''}.`;
  const rest = [counts.warn > 0 ? count(counts.warn, 'warning') : '', counts.overridden > 0 ? `${counts.overridden} overridden` : ''].filter((part) => part !== '');
  const words = rest.length === 0 ? '' : `, with ${rest.join(' and ')}`;
  return kind === 'preflight' ? `The server is ready for ClearML${words}.` : `ClearML works${words}.`;
}
