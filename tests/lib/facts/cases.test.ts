import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isUnreadable } from '@/lib/facts/fact';
import { factsByName } from './by-name';

interface Case {
  readonly name: string;
  readonly args?: readonly string[];
  /** Words of the command, or the script and its arguments. */
  readonly command?: readonly string[];
  readonly stdout: string;
  readonly stderr?: string;
  readonly exitCode?: number;
  /** What it means; `{ "absent": true }` and `{ "unreadable": "part of the sentence" }` for the other two. */
  readonly fact: unknown;
}

const folder = 'tests/cases/facts';

describe.each(readdirSync(folder).map((name) => name.replace(/\.json$/, '')))('%s', (name) => {
  const cases = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as Case[];
  it.each(cases.map((each) => [each.name, each] as const))('%s', (_name, each) => {
    const fact = factsByName[name]?.(each.args ?? []);
    if (fact === undefined) throw new Error(`lib/facts has no ${name}`);
    if (each.command !== undefined) expect(words(fact.command)).toEqual(each.command);
    expect(meaning(() => fact.parse({ exitCode: each.exitCode ?? 0, stdout: each.stdout, stderr: each.stderr ?? '', truncated: false, timedOut: false }))).toEqual(each.fact);
  });
});

describe('every fact', () => {
  it('has recorded cases', () => {
    expect(readdirSync(folder).map((name) => name.replace(/\.json$/, '')).sort()).toEqual(Object.keys(factsByName).sort());
  });

  const hostile = { binary: '\u0000\u0001\uFFFD\u001b]0;x\u0007'.repeat(500), empty: '', long: 'x '.repeat(400_000), json: '[{"a":[[[]]]}]', html: '<html>502 Bad Gateway</html>\n' };
  it.each(Object.keys(factsByName))('%s does not fall over whatever the server answers', (name) => {
    const fact = factsByName[name]?.(['/x']);
    for (const [exitCode, stdout] of [0, 1, 127].flatMap((code) => Object.values(hostile).map((text) => [code, text] as const))) {
      expect(() => meaning(() => fact?.parse({ exitCode, stdout, stderr: '', truncated: false, timedOut: false }))).not.toThrow();
    }
  });

  it.each(Object.keys(factsByName))('%s is unreadable when cut, late or killed', (name) => {
    const fact = factsByName[name]?.(['/x']);
    const answer = { exitCode: 0, stdout: '', stderr: '', truncated: false, timedOut: false };
    for (const worse of [{ truncated: true }, { timedOut: true }, { exitCode: null }]) {
      expect(meaning(() => fact?.parse({ ...answer, ...worse }))).toHaveProperty('unreadable');
    }
  });
});

function meaning(parse: () => unknown): unknown {
  try {
    const value = parse();
    return value === undefined ? { absent: true } : (JSON.parse(JSON.stringify(value, (_key, each: unknown): unknown => (each instanceof Map ? (Object.fromEntries(each) as unknown) : each))) as unknown);
  } catch (error) {
    if (isUnreadable(error)) return { unreadable: error.message };
    throw error;
  }
}

function words(command: { kind: string }): unknown {
  if ('argv' in command) return command.argv;
  return 'file' in command && 'args' in command ? [command.file, ...(command.args as string[])] : [];
}
