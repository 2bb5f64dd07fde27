import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Diagnosis, type Cause } from '@/lib/engine/diagnosis';
import { logSources, SourceFollower, type LogSource } from '@/lib/engine/log-source';
import { plainForm } from '@/lib/engine/diagnosis-text';
import { failureRules } from '@/lib/guide/troubleshooting/failure-rules';
import guideLines from '@/lib/guide/lines.json';

interface Sample {
  /** Null: not known but by the lines. */
  readonly where: LogSource | null;
  readonly lines: readonly string[];
}
interface Cases {
  readonly samples: readonly Sample[];
  readonly nearMisses: readonly Sample[];
}

const folder = 'tests/cases/diagnosis';
const read = (name: string) => JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as unknown;

function judge({ where, lines }: Sample): Cause[] {
  const diagnosis = new Diagnosis(failureRules, (text) => text);
  const sources = new SourceFollower(where);
  lines.forEach((text, index) => diagnosis.add({ text, source: sources.next(text), file: 'sample', number: index + 1 }));
  return diagnosis.causes();
}

describe.each(failureRules.filter(({ signs }) => signs.length > 0).map((rule) => [rule.id, rule] as const))('%s', (id) => {
  const { samples, nearMisses } = read(id) as Cases;

  it.each(samples.map((sample, index) => [index + 1, sample] as const))('is the first cause that sample %i names', (_index, sample) => {
    expect(judge(sample).at(0)?.id).toBe(id);
  });

  it.each(nearMisses.map((sample, index) => [index + 1, sample] as const))('is not named by near miss %i', (_index, sample) => {
    expect(judge(sample).map((cause) => cause.id)).not.toContain(id);
  });

  it('has samples and near misses', () => {
    expect(samples.length).toBeGreaterThan(0);
    expect(nearMisses.length).toBeGreaterThan(0);
  });
});

describe('a healthy server', () => {
  const healthy = read('healthy') as readonly { readonly where: LogSource; readonly line: string }[];

  it.each([['known', (where: LogSource) => where], ['not known', () => null]] as const)('has no cause in any of its lines, their source being %s', (_name, sourceOf) => {
    expect(healthy.flatMap(({ where, line }) => judge({ where: sourceOf(where), lines: [line] }).map(({ id }) => [id, line]))).toEqual([]);
  });

  it('has none in all of them together', () => {
    expect(judge({ where: null, lines: healthy.map(({ line }) => line) })).toEqual([]);
  });
});

describe('the list of rules', () => {
  const signs = failureRules.flatMap((rule) => rule.signs.flatMap((sign) => ('all' in sign ? sign.all : [sign])));
  const overs = failureRules.flatMap(({ over }) => (over === undefined ? [] : [over]));
  const terms = [...signs, ...overs].flatMap(({ line, without = [] }) => [...line.flat(), ...without]);

  it('holds every file of the folder once, each under the name of its rule', () => {
    const files = readdirSync('lib/guide/troubleshooting/diagnosis').map((name) => name.replace(/\.ts$/, ''));
    expect(failureRules.map(({ id }) => id.toLowerCase()).sort()).toEqual(files.sort());
    expect(readdirSync(folder).map((name) => name.replace(/\.json$/, '')).sort()).toEqual([...failureRules.map(({ id }) => id), 'healthy'].sort());
  });

  it('says whole sentences, where it knows them from, and what it needs where no line tells it', () => {
    for (const { id, title, cause, remedy, source, signs, needs, where } of failureRules) {
      expect(title, id).toMatch(/^\S.{5,70}[^.]$/);
      expect(cause, id).toMatch(/^\S.{20,}\.$/s);
      expect(remedy, id).toMatch(/\.$/);
      expect(source, id).not.toHaveLength(0);
      expect(signs.length > 0 || needs !== undefined, id).toBe(true);
      for (const each of where) expect(logSources, id).toContain(each);
      for (const line of source.filter((each) => each.startsWith('guide: '))) expect(guideLines.map((each) => `guide: ${each.id}`), id).toContain(line);
    }
  });

  it('stands whole in the operating manual', () => {
    const manual = readFileSync('docs/operating/troubleshooting.md', 'utf8');
    for (const { id, title, severity } of failureRules) expect(manual).toContain(`| \`${id}\` | ${title} | ${severity}`);
  });

  it('refers to rules that there are, and to none that follows from itself', () => {
    const follows = new Map(failureRules.map(({ id, follows = [] }) => [id, follows]));
    const causesOf = (id: string, depth = 0): readonly string[] => (depth > failureRules.length ? [id] : (follows.get(id) ?? []).flatMap((cause) => [cause, ...causesOf(cause, depth + 1)]));
    for (const { id, insteadOf = [] } of failureRules) {
      for (const other of [...(follows.get(id) ?? []), ...insteadOf]) expect(follows.has(other), `${id}: ${other}`).toBe(true);
      expect(causesOf(id), id).not.toContain(id);
    }
  });

  it('has no pattern that a line could make slow, or that keeps a state', () => {
    for (const term of terms.filter((each) => each instanceof RegExp)) {
      const repeats = term.source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
      expect(repeats, term.source).not.toMatch(/[*+]|\{\d+,\}/);
      // Nor repeats within repeats, bounded as they may be.
      expect(repeats, term.source).not.toMatch(/\)\{/);
      expect(term.flags).toBe('');
    }
  });

  it('writes its words in the form in which lines are compared', () => {
    for (const term of terms) if (typeof term === 'string') expect(plainForm(term).length, term).toBe(term.replace(/["'`\\]/g, '').length);
  });
});
