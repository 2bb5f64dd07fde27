import type { DiagnosedCause, DiagnosisReport } from '@/lib/contract/diagnosis';
import type { Finding } from '@/lib/contract/finding';
import { splitFirstSentence } from '@/lib/core/sentences';
import { count } from '@/lib/core/units';
import { rank } from './diagnosis-rank';
import { failures, type Found, type Node } from './down-graph';
import { isNamed } from './down-relations';
import { isoTime } from './iso-time';

export type Judged = Pick<DiagnosisReport, 'outcome' | 'sentence' | 'causes' | 'traces' | 'passed'>;

/**
 * Why a server is down: what its logs tell and what its checks found, judged together. A rule that explains nothing that fails is no cause, so that none
 * is named where all is well. `clockAhead`: milliseconds by which the times of the lines are ahead of the console's. Pure.
 */
export function judgeDown(found: Found, clockAhead: number): Judged {
  const nodes = failures(found);
  const outcome = outcomeOf(found);
  const isCause = causesAmong(nodes, outcome);
  const ranked = rank(nodes.filter(({ id }) => isCause.has(id)).map((node) => ({ ...node, follows: node.follows.filter((id) => isCause.has(id)) })));
  const rest = nodes.filter(({ id, cause, severity, guess }) => cause !== null && !isCause.has(id) && severity !== 'info' && !guess);
  const shown = (list: readonly Node[]) => list.map((node) => toCause(node, ranked, found, clockAhead));
  const causes = shown(ranked);
  const traces = shown(rank(rest.map((node) => ({ ...node, follows: [] }))));
  const passed = found.findings.filter((finding) => finding.outcome === 'pass').map(({ title }) => title);
  return { outcome, causes, traces, passed, sentence: sentenceOf(outcome, causes[0], found, traces.length) };
}

function outcomeOf({ findings, probes, relations }: Found): Judged['outcome'] {
  const vital = findings.filter(({ id }) => id === 'reach/server' || relations.vital.includes(id) || probes.some((probe) => probe.id === id && probe.vital === true));
  if (vital.some(({ outcome }) => outcome === 'fail')) return 'down';
  if (vital.length === 0 || vital.some(({ outcome }) => outcome === 'unknown')) return 'unknown';
  return findings.some(({ outcome }) => outcome === 'fail') ? 'ill' : 'well';
}

/** What fails now, with all that it follows from and all that follows from that. Where nobody could be asked, what the logs are certain of. */
function causesAmong(nodes: readonly Node[], outcome: Judged['outcome']): ReadonlySet<string> {
  if (outcome === 'well') return new Set();
  const start = nodes.filter(({ findings, cause, guess, severity }) => findings.some((finding) => finding.outcome === 'fail') || (outcome === 'unknown' && cause !== null && !guess && (severity === 'critical' || severity === 'error')));
  const found = new Set(start.map(({ id }) => id));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { id, follows } of nodes) if (found.has(id)) for (const each of follows) found.add(each);
  }
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { id, follows } of nodes) if (follows.some((each) => found.has(each))) found.add(id);
  }
  return found;
}

function toCause(node: Node, all: readonly Node[], found: Found, clockAhead: number): DiagnosedCause {
  const { id, cause, findings } = node;
  const [finding] = findings;
  const isoOf = (at: number | null) => isoTime(at === null ? null : at - clockAhead);
  const told = cause?.lines.map(({ file, at, text }) => ({ where: file, at: isoOf(at), text })) ?? [];
  const repairs = found.relations.rules.find(({ rule }) => cause !== null && isNamed([rule], id))?.repairs ?? [];
  return {
    id,
    kind: cause === null ? 'check' : 'rule',
    title: cause?.title ?? titleOf(finding),
    isGuess: node.guess,
    says: cause?.cause ?? (finding === undefined ? '' : splitFirstSentence(finding.message).rest),
    remedy: cause?.remedy ?? finding?.remedy ?? null,
    since: [isoOf(cause?.first ?? null), ...findings.map((each) => each.since ?? null)].filter((each) => each !== null).sort()[0] ?? null,
    count: (cause?.count ?? 0) + findings.length,
    evidence: [...findings.map((each) => ({ where: `check "${each.title}"`, at: each.askedAt, text: each.message })), ...told],
    leadsTo: all.filter((other) => other.id !== id && isBelow(other, id, all)).map((other) => other.cause?.title ?? titleOf(other.findings[0])),
    follows: node.follows,
    repairs: [...new Set([...findings.map((each) => each.id), ...repairs])],
    sources: [...(cause?.source ?? [])],
  };
}

/** Whether a failure is, over however many links, a consequence of another. */
function isBelow(node: Node, id: string, all: readonly Node[], seen = new Set<string>()): boolean {
  if (seen.has(node.id)) return false;
  seen.add(node.id);
  return node.follows.some((each) => each === id || all.some((other) => other.id === each && isBelow(other, id, all, seen)));
}

/** A check's title says how it should be; its message begins with how it is. */
function titleOf(finding: Finding | undefined): string {
  const { first } = splitFirstSentence(finding?.message ?? '');
  return first.replace(/\.$/, '').slice(0, 300) || (finding?.title ?? '');
}

function sentenceOf(outcome: Judged['outcome'], first: DiagnosedCause | undefined, { findings }: Found, traces: number): string {
  const why = first === undefined ? '' : `${first.isGuess ? ' Probably: ' : ' '}${first.title}.`;
  const passes = count(findings.filter((finding) => finding.outcome === 'pass').length, 'check');
  if (outcome === 'down') return `ClearML does not work.${why}`;
  if (outcome === 'ill') return `ClearML works, but something fails.${why}`;
  if (outcome === 'unknown') return first === undefined ? 'It could not be told whether ClearML works, and the logs that were read name no cause.' : `It could not be told whether ClearML works.${why}`;
  return `ClearML works: ${passes} pass, none fails, and no cause of a failure was found.${traces > 0 ? ` The logs tell of ${count(traces, 'thing')} that ${traces === 1 ? 'breaks' : 'break'} nothing now.` : ''}`;
}
