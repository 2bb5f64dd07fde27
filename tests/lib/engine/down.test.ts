import { describe, expect, it } from 'vitest';
import type { Finding } from '@/lib/contract/finding';
import type { Cause } from '@/lib/engine/diagnosis';
import { judgeDown } from '@/lib/engine/down';
import type { Severity } from '@/lib/engine/diagnosis-rule';
import { probes } from '@/lib/guide/index';
import { relations } from '@/lib/guide/troubleshooting/relations';
import cases from '../../cases/down.json';

interface Case {
  readonly name: string;
  /** "+ID" passes, "-ID SERVICE…" fails, "~ID" warns, "?ID" is unknown. */
  readonly findings: readonly string[];
  /** By id: its severity, or "guess"; behind it the rules that it follows. */
  readonly rules: Readonly<Record<string, string>>;
  readonly outcome: string;
  /** "ID", or "ID < ID…": with all that it follows; "*": the others, in whatever order. */
  readonly causes: readonly string[];
  /** What the first cause leads to. */
  readonly below?: readonly string[];
  readonly first?: string;
  readonly traces?: readonly string[];
  readonly sentence?: string;
}

const outcomes = { '+': 'pass', '-': 'fail', '~': 'warn', '?': 'unknown' } as const;
function toFinding(text: string): Finding {
  const [id = '', ...subjects] = text.slice(1).split(' ');
  const outcome = outcomes[text[0] as keyof typeof outcomes];
  return { id, title: id, chapter: '', guide: null, outcome, message: `${id} is ${outcome === 'warn' ? 'poor' : 'bad'}. More of it.`, actual: null, wanted: null, askedFrom: 'server', askedAt: '2026-12-01T00:00:00.000Z', remedy: 'Mend it.', repair: null, subjects, evidence: [], override: null };
}
function toCause([id, said]: [string, string]): Cause {
  const [severity = '', ...follows] = said.split(' ');
  return { id, title: id, severity: severity === 'guess' ? 'critical' : (severity as Severity), guess: severity === 'guess', cause: 'It broke.', remedy: 'Mend it.', source: ['x'], follows, count: 1, first: 5000, last: 5000, lines: [{ file: 'x.log', number: 1, at: 5000, text: id }] };
}
const judge = ({ findings, rules }: Pick<Case, 'findings' | 'rules'>, stopped: readonly string[] = []) =>
  judgeDown({ causes: Object.entries(rules).map(toCause), findings: findings.map(toFinding), probes: [...probes, { id: 'reach/server', explains: [''] }], stopped, relations }, 2000);

describe('why a server is down', () => {
  it.each((cases as unknown as Case[]).map((each) => [each.name, each] as const))('%s', (_name, each) => {
    const { outcome, causes, traces, sentence } = judge(each);
    expect(outcome).toBe(each.outcome);
    const isOpen = each.causes.at(-1) === '*';
    const wanted = each.causes.filter((cause) => cause !== '*');
    const told = causes.map(({ id, follows }, index) => (wanted[index]?.includes(' < ') ? `${id} < ${follows.join(' ')}` : id));
    expect(isOpen ? told.slice(0, wanted.length) : told).toEqual(wanted);
    if (each.first) expect(causes[0]?.id).toBe(each.first);
    const titles = new Map(causes.map(({ id, title }) => [id, title]));
    if (each.below) expect([...(causes[0]?.leadsTo ?? [])].sort()).toEqual(each.below.map((id) => titles.get(id)).sort());
    if (each.traces) expect(traces.map(({ id }) => id)).toEqual(each.traces);
    if (each.sentence) expect(sentence).toBe(each.sentence);
  });

  it('tells evidence of checks and logs, by the clock of the console, with what mends it', () => {
    const [cause] = judge({ findings: ['-monitoring/disk-root', '-monitoring/apiserver'], rules: { 'NO-SPACE': 'critical' } }).causes;
    expect(cause).toMatchObject({
      id: 'NO-SPACE', kind: 'rule', isGuess: false, since: '1970-01-01T00:00:03.000Z', count: 2, repairs: ['monitoring/disk-root', 'insides/unused-images', 'insides/old-logs'], remedy: 'Mend it.',
      evidence: [{ where: 'check "monitoring/disk-root"', text: 'monitoring/disk-root is bad. More of it.' }, { where: 'x.log', at: '1970-01-01T00:00:03.000Z', text: 'NO-SPACE' }],
    });
  });

  it('knows a service as down by its container, too', () => {
    const what = { findings: ['-monitoring/apiserver'], rules: { 'ES-PERM': 'critical', 'MG-DOWN': 'error' } };
    // Nothing says why MongoDB is down; what Elasticsearch logged does not explain it.
    expect(judge(what, ['mongo']).causes.map(({ id }) => id)).toEqual(['monitoring/apiserver']);
    expect(judge(what).causes.map(({ id }) => id)).toEqual(['ES-PERM', 'MG-DOWN', 'monitoring/apiserver']);
  });

  it('names only rules and checks that there are', () => {
    const known = (id: string) => [...probes.map((probe) => probe.id), 'drift/', 'security/', 'insides/', 'monitoring/', 'verification/', 'prerequisites/ports', 'beyond/names', 'beyond/registry'].some((each) => each === id || id.startsWith(each));
    for (const { check, breaks = [] } of relations.checks) expect([check, ...breaks].filter((id) => !known(id))).toEqual([]);
    for (const { breaks, repairs = [] } of relations.rules) expect([...breaks, ...repairs].filter((id) => !known(id))).toEqual([]);
  });
});
