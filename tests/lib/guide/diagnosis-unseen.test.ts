import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Diagnosis } from '@/lib/engine/diagnosis';
import { SourceFollower, sourceOfName } from '@/lib/engine/log-source';
import { failureRules } from '@/lib/guide/troubleshooting/failure-rules';

/** Lines as other versions and components word a failure, written by somebody who did not know the rules. `where`: names of logs, with | between them. */
interface Sample {
  readonly where: string;
  readonly lines: readonly string[];
}

const folder = 'tests/cases/diagnosis-unseen';
const read = (name: string) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as unknown;
const samples = readdirSync(folder).filter((name) => name !== 'healthy.json').flatMap((name) => {
  const all = read(name) as readonly Sample[];
  // The last of each file is set aside: rules are never mended by it, so it shows how they do with what nobody has seen.
  return all.map((sample, index) => ({ id: name.replace(/\.json$/, ''), sample, isSetAside: index === all.length - 1 }));
});

function judge({ where, lines }: Sample): readonly string[] {
  const diagnosis = new Diagnosis(failureRules, (text) => text);
  const sources = new SourceFollower(sourceOfName(where.split('|')[0] ?? ''));
  lines.forEach((text, index) => diagnosis.add({ text, source: sources.next(text), file: where, number: index + 1 }));
  return diagnosis.causes().map(({ id }) => id);
}

describe('the rules, by wordings that they were not written from', () => {
  it('name the cause first in each sample of the half that they were mended by', () => {
    expect(samples.filter(({ isSetAside }) => !isSetAside).flatMap(({ id, sample }) => (judge(sample)[0] === id ? [] : [[id, sample.lines]]))).toEqual([]);
  });

  it('name it in 77 of the 83 that are set aside, in 76 first', () => {
    const causes = samples.filter(({ isSetAside }) => isSetAside).map(({ id, sample }) => ({ id, named: judge(sample) }));
    expect(causes).toHaveLength(83);
    expect(causes.filter(({ id, named }) => named.includes(id)).length).toBeGreaterThanOrEqual(77);
    expect(causes.filter(({ id, named }) => named[0] === id).length).toBeGreaterThanOrEqual(76);
  });

  it('name nothing by lines that only look alarming', () => {
    const healthy = read('healthy.json') as readonly { readonly where: string; readonly line: string }[];
    expect(healthy).toHaveLength(80);
    expect(healthy.flatMap(({ where, line }) => judge({ where, lines: [line] }).map((id) => [id, line]))).toEqual([]);
  });
});

// A pattern that goes back and forth would not end within the time that a test has.
describe('a line of a megabyte', () => {
  const long = (text: string) => text.repeat(Math.ceil(1_000_000 / text.length));

  it.each(['a', ' ', '1', '1 ', '{', 'x.x:x/', '\u001b[31m'])('of %j names nothing, and hides nothing that stands before it', (text) => {
    expect(judge({ where: 'http', lines: [long(text)] })).toEqual([]);
    expect(judge({ where: 'http', lines: [`No space left on device ${long(text)}`, `HTTP/1.1 502 ${long(text)}`] })).toEqual(['NO-SPACE', 'WEB-502']);
  });

  it('in which a failure stands again and again names it', () => {
    const single = samples.filter(({ isSetAside, sample: { lines } }, index) => !isSetAside && lines.length === 1 && index % 2 === 0);
    expect(single.length).toBeGreaterThan(10);
    expect(single.filter(({ id, sample: { where, lines } }) => !judge({ where, lines: [long(`${lines[0] ?? ''} `)] }).includes(id)).map(({ id }) => id)).toEqual([]);
  });
});
