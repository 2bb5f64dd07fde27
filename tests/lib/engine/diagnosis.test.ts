import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secret } from '@/lib/core/secret';
import { Diagnosis } from '@/lib/engine/diagnosis';
import type { FailureRule } from '@/lib/engine/diagnosis-rule';
import { excerpt, plainForm } from '@/lib/engine/diagnosis-text';
import { sourceOfName, SourceFollower, type LogSource } from '@/lib/engine/log-source';
import { timeOf } from '@/lib/engine/log-time';
import { withoutWrapping } from '@/lib/engine/log-wrapping';
import { WordFinder } from '@/lib/engine/word-finder';
import { createRedactor } from '@/lib/shell/redact';

const rule = (id: string, more: Partial<FailureRule>): FailureRule => ({ id, title: id, severity: 'error', cause: 'It broke.', remedy: 'Mend it.', where: [], signs: [{ line: [id] }], source: ['a test'], ...more });
function judge(rules: readonly FailureRule[], lines: readonly string[], source: LogSource | null = null, redact = (text: string) => text) {
  const diagnosis = new Diagnosis(rules, redact);
  lines.forEach((text, index) => diagnosis.add({ text, source, file: 'x.log', number: index + 1 }));
  return diagnosis.causes();
}
const ids = (causes: readonly { readonly id: string }[]) => causes.map(({ id }) => id);

describe('the diagnosis', () => {
  it('ranks by severity, the certain first, and what follows behind its cause, which weighs as much', () => {
    const rules = [rule('note', { severity: 'info' }), rule('maybe', { guess: true }), rule('sure', {}), rule('worst', { severity: 'critical', follows: ['root'] }), rule('root', { severity: 'warn', follows: ['deeper'] }), rule('deeper', { severity: 'info', guess: true })];
    expect(ids(judge(rules, ['note maybe sure worst root deeper']))).toEqual(['deeper', 'root', 'worst', 'sure', 'maybe', 'note']);
    expect(ids(judge(rules, ['worst', 'sure']))).toEqual(['worst', 'sure']);
    expect(judge(rules, ['worst', 'root']).map(({ follows }) => follows)).toEqual([[], ['root']]);
  });

  it('names nothing by a sign that says something only with another', () => {
    const both = rule('both', { signs: [{ all: [{ line: ['429'] }, { line: ['flood'] }] }] });
    expect(judge([both], ['status 429', 'status 429'])).toEqual([]);
    expect(judge([both], ['status 429', 'nothing', 'a flood'])).toMatchObject([{ id: 'both', count: 2, lines: [{ number: 1 }, { number: 3 }] }]);
  });

  it('counts a line for the particular rule only, and a hint for nothing beside what is certain', () => {
    const rules = [rule('general', { signs: [{ line: ['full'] }, { line: ['nearly'], guess: true }] }), rule('particular', { signs: [{ line: ['quota', 'full'] }], insteadOf: ['general'] })];
    expect(ids(judge(rules, ['quota full']))).toEqual(['particular']);
    expect(judge(rules, ['nearly', 'disk full', 'full and nearly'])).toMatchObject([{ id: 'general', guess: false, count: 2 }]);
    expect(judge(rules, ['nearly'])).toMatchObject([{ id: 'general', guess: true }]);
  });

  it('takes words as they are meant there only, and forgets what is over', () => {
    const there = rule('there', { signs: [{ line: ['refused'], in: ['mongo'] }], over: { line: ['ready'] } });
    expect(judge([there], ['refused'])).toEqual([]);
    expect(judge([there], ['refused'], 'redis')).toEqual([]);
    expect(ids(judge([there], ['refused'], 'mongo'))).toEqual(['there']);
    expect(judge([there], ['refused', 'ready'], 'mongo')).toEqual([]);
    expect(judge([there], ['refused', 'ready', 'refused'], 'mongo')).toMatchObject([{ count: 1, lines: [{ number: 3 }] }]);
  });

  it('keeps few lines, the first and the last, with count and times, without secrets and without what a terminal would obey', () => {
    const lines = Array.from({ length: 1000 }, (_, index) => `2026-11-30 10:00:00,${String(index).padStart(3, '0')} broken \u001b[31mhunter2hunter2\u0007`);
    const [cause] = judge([rule('broken', {})], lines, null, createRedactor([secret('hunter2hunter2')]).redact);
    expect(cause).toMatchObject({ count: 1000, first: Date.UTC(2026, 10, 30, 10), last: Date.UTC(2026, 10, 30, 10, 0, 0, 999) });
    expect(cause?.lines.map(({ number }) => number)).toEqual([1, 2, 3, 999, 1000]);
    expect(cause?.lines[0]?.text).toBe('2026-11-30 10:00:00,000 broken ••••••');
  });

  it('shows of a long line the part that says it', () => {
    const text = `${'a'.repeat(5000)} the disk is broken ${'b'.repeat(5000)}`;
    expect(excerpt(text, 'broken')).toMatch(/^…a{187} the disk is broken b{1,500}…$/);
    expect(judge([rule('broken', {})], [text])[0]?.lines[0]?.text.length).toBeLessThan(610);
  });

  it('refuses a rule that would search each line with a pattern', () => {
    expect(() => new Diagnosis([rule('x', { signs: [{ line: [/x/] }] })], (text) => text)).toThrow('needs a word');
  });
});

it('the plain form is the same in a log, in JSON, and in JSON within JSON', () => {
  const said = `Can't open "x": the \u001b[1mdisk\u001b[0m  is full`;
  const plain = plainForm(said.replaceAll(/\u001b\[\dm/g, ''));
  expect(plainForm(said)).toBe(plain);
  expect(plainForm(JSON.stringify(said.replaceAll(/\u001b\[\dm/g, '')))).toBe(plain);
  expect(plainForm(JSON.stringify(JSON.stringify(said.replaceAll(/\u001b\[\dm/g, ''))))).toBe(plain);
});

it('finds in one pass the words that one search for each finds', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'ä', ' '), minLength: 1, maxLength: 4 });
  fc.assert(fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 12 }), fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'ä', ' ', 'x'), maxLength: 30 }), { maxLength: 3 }), (words, texts) => {
    const finder = new WordFinder(words);
    for (const text of texts) {
      const found = words.flatMap((each, number) => (text.includes(each) ? [number] : []));
      expect(finder.find(text).sort((one, other) => one - other)).toEqual(found);
      expect(words.flatMap((_, number) => (finder.has(number) ? [number] : []))).toEqual(found);
    }
  }));
});

it.each([
  ['2026-11-30T10:00:00.123456789Z text', '2026-11-30T10:00:00.123Z'],
  ['{"t":{"$date":"2026-11-30T12:00:00.123+02:00"},"s":"I"}', '2026-11-30T10:00:00.123Z'],
  ['2026-11-30T10:00:00.112+0000 I  CONTROL  [initandlisten] x', '2026-11-30T10:00:00.112Z'],
  ['[2026-11-30 10:00:00,123] [9] [ERROR] [x] y', '2026-11-30T10:00:00.123Z'],
  ['[2026-11-30T10:00:00,5][WARN ][o.e.x] y', '2026-11-30T10:00:00.500Z'],
  ['1:M 30 Nov 2026 10:00:00.123 # x', '2026-11-30T10:00:00.123Z'],
  ['10.0.0.5 - - [30/Nov/2026:05:30:00 -0430] "GET / HTTP/1.1" 200', '2026-11-30T10:00:00.000Z'],
  ['2026/11/30 10:00:00 [error] 29#29: x', '2026-11-30T10:00:00.000Z'],
  ['Nov 30 10:00:00 srv dockerd[812]: x', null],
  ['99 Foo 2026 10:00:00.123 x', null],
  ['no time', null],
])('tells the time of %s', (line, time) => {
  const at = timeOf(line);
  expect(at === null ? null : new Date(at).toISOString()).toBe(time);
});

it.each([
  ['allegro-elastic.log', 'elasticsearch'], ['apiserver.log.2.gz', 'apiserver'], ['cmd:compose-pull', 'compose'], ['docker-logs-clearml-mongo.txt', 'mongo'], ['mongodump.txt', 'mongo-tools'],
  ['log:services-agent', 'agent'], ['async_delete', 'async-delete'], ['dmesg', 'kernel'], ['messages', null],
])('the name %s tells the source %s', (name, source) => expect(sourceOfName(name)).toBe(source));

it('a line tells its source by its prefix or form, and a trace goes on where it began', () => {
  const follow = new SourceFollower(null);
  expect(['allegro-mongo  | x', 'clearml-redis | y', 'fluentd | z', '1:M 30 Nov 2026 10:00:00.123 # x', 'and more of it', 'Nov 30 10:00:00 srv kernel: x', 'Nov 30 10:00:00 srv dockerd[812]: x', '2026-11-30T10:00:00.123456789Z {"t":{"$date":"2026"}}'].map((line) => follow.next(line)))
    .toEqual(['mongo', 'redis', null, 'redis', 'redis', 'kernel', 'docker', 'mongo']);
  expect(new SourceFollower('fileserver').next('OSError: [Errno 28]')).toBe('fileserver');
  expect(new SourceFollower('compose').next('allegro-mongo  | x')).toBe('mongo');
});

it('takes a line out of the files in which Docker keeps it', () => {
  expect(withoutWrapping('{"log":"1:M 30 Nov 2026 # \\"x\\"\\n","stream":"stdout","time":"2026-11-30T10:00:00.5Z"}')).toBe('2026-11-30T10:00:00.5Z 1:M 30 Nov 2026 # "x"');
  for (const line of ['{"log":"cut o', '{"log":5}', 'plain']) expect(withoutWrapping(line)).toBe(line);
});

it('judges whatever it is given', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
    expect(typeof plainForm(text)).toBe('string');
    expect(excerpt(text, 'x').length).toBeLessThan(610);
    timeOf(text);
    withoutWrapping(text);
    new SourceFollower(null).next(text);
  }));
});
