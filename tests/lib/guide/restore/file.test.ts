import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { resticFile, resticFileContent, type StoredFile } from '@/lib/facts/restic-file';
import { resticFolder, type StoredFolder } from '@/lib/facts/restic-folder';
import { filesPart } from '@/lib/guide/backups/files-part';
import { filesVerified } from '@/lib/guide/backups/files-verified';
import { fileRestored } from '@/lib/guide/restore/file-restored';
import { BackupBench, missingForBackups as missing } from '@/tests/support/backup-bench';
import { inputsOf } from '../inputs';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const hostile = ['-rf', 'a\nb', "it's $(touch pwn) `x` \"q\"", '[a-z]*?\\', '","type":"dir","restic":"1', '\u202eünï', '..x'].sort();

describe.skipIf(missing !== undefined)(`single files of a backup${missing === undefined ? '' : ` (skipped: this machine has no ${missing})`}`, () => {
  let bench: BackupBench;
  let tree: string;
  const nothing = { mounts: { all: [], paths: new Map() }, recorded: undefined, containers: [], receipt: undefined };
  const list = (folder: string, after = '', change?: (words: string[]) => string[]): StoredFolder => {
    const fact = resticFolder(bench.directory, bench.wanted.destination.passphrase, bench.wanted.set, folder, after);
    const { code, stdout, said } = bench.run(fact.command, change);
    return fact.parse({ exitCode: code, stdout, stderr: said, truncated: false, timedOut: false })!;
  };
  const putBack = (file: string, change?: (words: string[]) => string[]) => bench.run(bench.plan(fileRestored({ ...bench.wanted, run: newId(), parts: [] }, file), nothing).commands.find((each) => each.kind === 'script' && each.file.endsWith('/file-restored.sh'))!, change);
  const copies = (folder: string) => readdirSync(path.join(tree, folder)).filter((name) => name.includes('.from-backup-'));
  beforeAll(() => {
    bench = new BackupBench((root) => inputsOf({ files: { compose: `services:\n  fileserver:\n    volumes:\n      - '${root}/files:/mnt/fileserver/'\n` } }), nothing);
    tree = path.join(bench.root, 'files');
    mkdirSync(path.join(tree, 'company', 'deep'), { recursive: true });
    for (const name of hostile) writeFileSync(path.join(tree, 'company', name), `of ${name}`, { mode: 0o640 });
    writeFileSync(Buffer.concat([Buffer.from(`${tree}/company/z`), Buffer.from([0xff])]), 'x');
    symlinkSync('/etc/shadow', path.join(tree, 'company', 'soft'));
    for (const step of [filesPart(bench.wanted), filesVerified(bench.wanted)]) expect(bench.take(step).ended?.code).toBe(0);
  });
  afterAll(() => bench.close());

  it('are listed folder by folder, a page at a time, whatever they are called', () => {
    expect(list('/').entries).toEqual([{ name: 'company', kind: 'folder', bytes: null, at: expect.any(String) as string, isLossy: false }]);
    const { entries, total, hasMore } = list('/company');
    expect([entries.map(({ name }) => name).sort(), total, hasMore]).toEqual([[...hostile, 'deep', 'soft', 'z\ufffd'].sort(), 10, false]);
    expect(entries.map(({ name, kind, isLossy }) => [name, kind, isLossy])).toEqual(expect.arrayContaining([['deep', 'folder', false], ['soft', 'link', false], ['-rf', 'file', false], ['z\ufffd', 'file', true]]));
    const threeEach = (words: string[]) => [...words.slice(0, -1), '3'];
    const paged: string[] = [];
    for (let page = list('/company', '', threeEach); ; page = list('/company', paged.at(-1), threeEach)) {
      expect(page.entries.length).toBeLessThanOrEqual(3);
      paged.push(...page.entries.map(({ name }) => name));
      if (!page.hasMore) break;
    }
    expect(paged).toEqual(entries.map(({ name }) => name));
    expect(list('/nowhere')).toEqual({ entries: [], total: 0, hasMore: false });
  });

  it('are found with their size, and given byte by byte; what is no file is none', () => {
    const { destination: { passphrase }, set } = bench.wanted;
    const find = (file: string, of = set): StoredFile | undefined => {
      const fact = resticFile(bench.directory, passphrase, of, file);
      const { code, stdout, said } = bench.run(fact.command);
      return fact.parse({ exitCode: code, stdout, stderr: said, truncated: false, timedOut: false });
    };
    for (const name of hostile) {
      const { snapshot, bytes } = find(`/company/${name}`)!;
      expect([bytes, bench.run(resticFileContent(bench.directory, passphrase, snapshot, `/company/${name}`))], name).toMatchObject([Buffer.byteLength(`of ${name}`), { code: 0, stdout: `of ${name}` }]);
    }
    for (const other of ['/company', '/company/soft', '/company/gone', '/company/z\ufffd', '/company/deep/..x', '/company/-rf/x']) expect(find(other)?.bytes, other).toBeNull();
    expect(find('/company/-rf', newId())).toBeUndefined();
    expect(() => resticFile(bench.directory, passphrase, set, '/')).toThrow();
    expect(() => resticFileContent(bench.directory, passphrase, 'latest', '/x')).toThrow();
  });

  it('are put beside what is there, with its owner and mode, and change nothing', () => {
    writeFileSync(path.join(tree, 'company', '-rf'), 'of today');
    for (const name of hostile) {
      expect(putBack(`/company/${name}`), name).toMatchObject({ code: 0 });
      const [copy, ...others] = copies('company');
      expect([copy?.startsWith(`${name}.from-backup-`), others]).toEqual([true, []]);
      const at = path.join(tree, 'company', copy!);
      expect([readFileSync(at, 'utf8'), lstatSync(at).mode & 0o777]).toEqual([`of ${name}`, 0o640]);
      rmSync(at);
    }
    expect(readFileSync(path.join(tree, 'company', '-rf'), 'utf8')).toBe('of today');
    expect(existsSync('pwn')).toBe(false);
  });

  it('are not put through a link that leads out, into a folder that is gone, nor what is no file', () => {
    const before = readdirSync(path.join(tree, 'company')).length;
    expect(putBack('/company/soft')).toMatchObject({ code: 61 });
    expect(putBack('/company/nowhere')).toMatchObject({ code: 61 });
    expect(readdirSync(path.join(tree, 'company')).length).toBe(before);
    symlinkSync(bench.root, path.join(tree, 'out'));
    expect(putBack('/out/x')).toMatchObject({ code: 61, said: expect.stringContaining('leads out') as string });
    expect(putBack('/gone/x')).toMatchObject({ code: 61, said: expect.stringContaining('is not there any more') as string });
    expect(readdirSync(bench.root).filter((name) => name.includes('groundcrew-file'))).toEqual([]);
  });

  // A file system that knows no file without a name.
  const byName = (words: string[]) => words.map((word) => word.replace('os.O_TMPFILE', 'os.O_DIRECTORY'));
  it.each<[string, string, ((words: string[]) => string[]) | undefined, number, string]>([
    ['the folder for a link', 'mv company away; ln -s "$victim" company', undefined, 0, 'away'],
    ['the folder for a link, where a file needs a name', 'mv company away; ln -s "$victim" company', byName, 0, 'away'],
    ['the file that is written for a link', 'for each in company/.groundcrew-file.*; do mv "$each" "$each.kept"; ln -s "$victim/shadow" "$each"; done', byName, 0, 'company'],
    ['the file that is written for nothing but a link', 'for each in company/.groundcrew-file.*; do rm "$each"; ln -s "$victim/shadow" "$each"; done', byName, 61, 'company'],
  ])('while root writes, who may write there swaps %s: nothing else is written, given away or opened', (_what, swap, change, code, folder) => {
    const victim = path.join(bench.root, 'victim');
    mkdirSync(victim);
    writeFileSync(path.join(victim, 'shadow'), 'of root', { mode: 0o600 });
    writeFileSync(path.join(victim, '..x'), 'also of root', { mode: 0o666 });
    bench.put('restic', `case " $* " in *' dump '*) (cd "${tree}"; victim="${victim}"; until [ -n "$(readlink /proc/[0-9]*/fd/* 2>/dev/null | grep -F "${tree}/company/")" ]; do :; done; ${swap}) ;; esac; PATH=\${PATH#*:}; exec restic "$@"`);
    expect(putBack('/company/..x', change)).toMatchObject({ code });
    bench.put('restic', 'PATH=${PATH#*:}; exec restic "$@"');
    expect(readdirSync(victim).sort()).toEqual(['..x', 'shadow']);
    expect([readFileSync(path.join(victim, 'shadow'), 'utf8'), lstatSync(path.join(victim, 'shadow')).mode & 0o777]).toEqual(['of root', 0o600]);
    expect(copies(folder).map((name) => readFileSync(path.join(tree, folder, name), 'utf8'))).toEqual(code === 0 ? ['of ..x'] : []);
    if (folder === 'away') {
      unlinkSync(path.join(tree, 'company'));
      renameSync(path.join(tree, 'away'), path.join(tree, 'company'));
    }
    for (const each of readdirSync(path.join(tree, 'company')).filter((name) => name.includes('.from-backup-') || name.startsWith('.groundcrew'))) rmSync(path.join(tree, 'company', each));
    rmSync(victim, { recursive: true });
  });
});
