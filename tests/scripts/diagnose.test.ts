import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { diagnose } from '../../scripts/diagnose/main';

let from: string;
beforeAll(() => void (from = mkdtempSync(path.join(tmpdir(), 'groundcrew-diagnose-'))));
afterAll(() => rmSync(from, { recursive: true }));
const put = (name: string, content: string | Buffer) => writeFileSync(path.join(from, name), content);

async function run(args: readonly string[], input: Readable = Readable.from([])) {
  const [out, error]: [string[], string[]] = [[], []];
  const code = await diagnose(args, { from, input, say: (text) => out.push(text), complain: (text) => error.push(text) });
  return { code, out: out.join('\n'), error: error.join('\n') };
}

interface Report {
  readonly files: readonly { readonly file: string; readonly lines: number; readonly problem: string | null }[];
  readonly causes: readonly { readonly id: string; readonly count: number; readonly first: string | null; readonly lines: readonly { readonly number: number; readonly text: string }[] }[];
}
const report = async (args: readonly string[], input?: Readable) => {
  const { code, out } = await run(['--json', ...args], input);
  return { code, ...(JSON.parse(out) as Report) };
};

it('names what fills the disk before what follows from it, with the lines of a gzipped log of several containers', async () => {
  put('all.log.gz', gzipSync('allegro-elastic  | flood stage disk watermark [95%] exceeded on [x], all indices on this node will be marked read-only\nallegro-mongo  | ok\nallegro-elastic  | java.io.IOException: No space left on device\n'));
  const { code, out } = await run(['all.log.gz']);
  expect(code).toBe(1);
  expect(out).toMatch(/^2 causes found.*3 lines of 1 file judged\./);
  expect(out).toMatch(/1\. A disk is full \(NO-SPACE, critical\)[^]*all\.log\.gz:3: [^]*2\. Elasticsearch is read-only[^]*It may follow from NO-SPACE[^]*all\.log\.gz:1: /);
});

it('ends with 0 where nothing but harmless notices is found', async () => {
  put('compose.log', 'WARN[0000] the attribute `version` is obsolete, it will be ignored\n');
  put('fine.log', 'all is well\n');
  expect(await run(['fine.log'])).toMatchObject({ code: 0, out: 'No known cause was found: 1 line of 1 file judged.' });
  const notes = await run(['compose.log']);
  expect(notes.code).toBe(0);
  expect(notes.out).toContain('Seen besides');
});

it('says what it could not read, judges the rest, and ends with 2', async () => {
  put('whole.log', 'No space left on device\n');
  const packed = gzipSync(Array.from({ length: 5000 }, (_, index) => `line ${index} ${Math.sin(index)}`).join('\n'));
  put('cut.gz', packed.subarray(0, packed.length / 2));
  put('damaged.gz', Buffer.concat([packed.subarray(0, 10), Buffer.from('no gzip at all')]));
  put('archive.tar', Buffer.alloc(1024));
  mkdirSync(path.join(from, 'folder'));
  const { code, files, causes } = await report(['whole.log', 'none.log', 'cut.gz', 'damaged.gz', 'archive.tar', 'folder']);
  expect(code).toBe(2);
  expect(causes.map(({ id }) => id)).toEqual(['NO-SPACE']);
  expect(files.map(({ problem }) => problem?.slice(0, 20) ?? null)).toEqual([null, 'There is no such fil', 'It ends in the middl', 'It is damaged. What ', 'It holds no text. Un', 'It is a directory. N']);
  expect(files[2]?.lines).toBeGreaterThan(100);
});

it('reads standard input in whatever chunks it comes, and keeps the numbers of lines across one of megabytes', async () => {
  const text = `first\n${'x'.repeat(3_000_000)} \u001b[31mNo space left on device\n{"log":"OSError: [Errno 28] No space left on device\\n","stream":"stderr","time":"2026-11-30T10:00:00Z"}`;
  const { code, files, causes } = await report(['-'], Readable.from(text.match(/[^]{1,70001}/g) ?? []));
  expect(code).toBe(1);
  expect(files).toEqual([{ file: 'standard input', lines: 3, problem: null }]);
  expect(causes[0]).toMatchObject({ id: 'NO-SPACE', count: 2, first: '2026-11-30T10:00:00.000Z', lines: [{ number: 2 }, { number: 3 }] });
  const one = await report(['-'], Readable.from([...gzipSync('No space left on device')].map((byte) => Buffer.from([byte]))));
  expect(one.causes).toHaveLength(1);
});

it('takes the source of lines from the name of the file or of its folder', async () => {
  mkdirSync(path.join(from, 'fileserver'));
  put('fileserver/today.log', 'OSError: [Errno 28] No space left on device\n');
  expect((await report(['fileserver/today.log'])).causes.map(({ id }) => id)).toEqual(['FS-QUOTA']);
});

it('hides the secrets of constants.env, and reads nothing when it can not', async () => {
  put('constants.env', 'DOCKERHUB_PASSWORD=canary-of-the-registry\n');
  put('secret.log', 'No space left on device, said canary-of-the-registry\n');
  const { code, causes } = await report(['--constants', 'constants.env', 'secret.log']);
  expect(code).toBe(1);
  expect(causes[0]?.lines[0]?.text).toBe('No space left on device, said ••••••');
  expect(await run(['--constants', 'none.env', 'secret.log'])).toMatchObject({ code: 2, out: '' });
});

it('explains itself when called wrongly', async () => {
  expect(await run([])).toMatchObject({ code: 2, out: '' });
  expect((await run(['--wrong'])).error).toContain('Usage: npm run diagnose');
  expect(await run(['--help'])).toMatchObject({ code: 0, error: '' });
});

it('runs as a command, from another directory', async () => {
  put('here.log', 'No space left on device\n');
  const child = spawn(process.execPath, [path.resolve('scripts/diagnose.mjs'), '--json', 'here.log'], { cwd: from, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(1);
  expect((JSON.parse(out) as Report).causes[0]?.id).toBe('NO-SPACE');
});
