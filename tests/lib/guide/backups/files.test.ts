import { chmodSync, existsSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { filesPart } from '@/lib/guide/backups/files-part';
import { filesVerified } from '@/lib/guide/backups/files-verified';
import { tagOf } from '@/lib/guide/backups/wanted';
import { BackupBench, missingForBackups as missing } from '@/tests/support/backup-bench';
import { inputsOf } from '../inputs';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const said = (text: string) => expect.stringContaining(text) as string;
const hostile = ['a\nb', '-rf', "it's $(x) `x` \"q\"", '\u001b]0;x\u0007', '","type":"file","size":9', 'x"Err":2}', '[a-z]*?\\'];

describe.skipIf(missing !== undefined)(`the file server's backup${missing === undefined ? '' : ` (skipped: this machine has no ${missing})`}`, () => {
  let bench: BackupBench;
  let tree: string;
  // Its name is a pattern in itself, and a link stands in its place.
  const inputs = (root: string) => inputsOf({ layout: 'v3.29', files: { compose: `services:\n  fileserver:\n    volumes:\n      - '${root}/files:/mnt/fileserver/'\n` } });
  const packs = () => readdirSync(path.join(bench.directory, 'data'), { recursive: true, withFileTypes: true }).flatMap((each) => (each.isFile() ? [path.join(each.parentPath, each.name)] : []));
  const steps = () => ({ part: filesPart(bench.wanted), verified: filesVerified(bench.wanted) });
  beforeAll(() => {
    bench = new BackupBench(inputs, { mounts: { all: [], paths: new Map() }, recorded: undefined });
    tree = path.join(bench.root, '[t]ree *?');
    symlinkSync(tree, `${bench.root}/files`);
  });
  beforeEach(() => {
    bench.clear();
    rmSync(tree, { recursive: true, force: true });
    mkdirSync(path.join(tree, 'company', 'tmp'), { recursive: true });
    mkdirSync(path.join(tree, 'tmp'));
    for (const [at, name] of hostile.entries()) writeFileSync(path.join(tree, 'company', name), 'x'.repeat(at));
    writeFileSync(path.join(tree, 'company', 'tmp', 'model'), randomBytes(200_000));
    linkSync(path.join(tree, 'company', 'tmp', 'model'), path.join(tree, 'hard'));
    symlinkSync('/etc/shadow', path.join(tree, 'soft'));
    writeFileSync(path.join(tree, 'tmp', 'scratch'), 'half an upload');
  });
  afterAll(() => bench.close());

  it('is stored with hostile names and links, without scratch, proven, and sent once only', () => {
    const { part, verified } = steps();
    expect(bench.take(part)).toMatchObject({ ended: { code: 0 }, after: 'in-place' });
    expect(bench.take(verified)).toMatchObject({ ended: { code: 0, stdout: said(`9 files, ${400_021} bytes.`) }, after: 'in-place' });
    expect(bench.sources()).toEqual(['files', 'files-proof']);
    const [stored, proof] = bench.stored();
    expect(stored!.paths).toEqual([tree]);
    expect(['of', 'files', 'bytes', 'read'].map((name) => tagOf(proof!, name))).toEqual([stored!.id, '9', '400021', '100.0000']);
    // Whoever has restic and the passphrase needs nothing of ours.
    const target = path.join(bench.root, 'restored');
    bench.restic(['restore', stored!.id, '--target', target]);
    expect(readdirSync(path.join(target, 'company')).sort()).toEqual([...hostile, 'tmp'].sort());
    expect(lstatSync(path.join(target, 'hard')).ino).toBe(lstatSync(path.join(target, 'company', 'tmp', 'model')).ino);
    expect(readFileSync(path.join(target, 'hard')).equals(readFileSync(path.join(tree, 'hard')))).toBe(true);
    expect(readlinkSync(path.join(target, 'soft'))).toBe('/etc/shadow');
    expect(readdirSync(path.join(target, 'tmp'))).toEqual([]);
    // The next backup, as of a generation that has no scratch: "tmp" is a project of that name then.
    const size = () => packs().reduce((sum, file) => sum + lstatSync(file).size, 0);
    const before = size();
    const next = bench.of(newId());
    expect(bench.attempt(filesPart(next), [], (words) => [...words.slice(0, -1), ''])).toMatchObject({ code: 0 });
    expect(bench.stored(next)[0]!.tags).toEqual(expect.arrayContaining(['files=10', 'bytes=400035']));
    expect(size() - before).toBeLessThan(50_000);
  });

  it('says how far it is while restic reads', () => {
    const status = '{"message_type":"status","percent_done":0.3,"total_files":2,"total_bytes":1000,"bytes_done":300,"current_files":["a name, \\"bytes_done\\":7"]}';
    bench.put('restic', `PATH=\${PATH#*:}; case "$*" in *"--json backup"*) printf '%s\\n' '${status}' ;; esac; exec restic "$@"`);
    const { ended, after } = bench.take(steps().part);
    expect([ended?.code, ended?.said, after]).toEqual([0, said('Read 300 of 1000 bytes\n'), 'in-place']);
    expect(ended?.said).not.toContain('a name');
  });

  it('leaves out what it is told to, names it, and proves the rest', () => {
    mkdirSync(path.join(tree, 'company', '$HOME'));
    for (const name of ['a.tmp', '$HOME/x', 'b.bin']) writeFileSync(path.join(tree, 'company', name), 'x');
    mkdirSync(path.join(tree, 'other', 'company'), { recursive: true });
    writeFileSync(path.join(tree, 'other', 'company', 'a.tmp'), 'another');
    const wanted = { ...bench.wanted, exclude: ['company/*.tmp', 'company/$HOME', '#x, y', '**/tmp/model'] };
    expect(bench.take(filesPart(wanted))).toMatchObject({ ended: { code: 0, stdout: said('Left out, as the schedule says:\ncompany/*.tmp\n') }, after: 'in-place' });
    expect(bench.take(filesVerified(wanted)).ended).toMatchObject({ code: 0 });
    const listed = bench.restic(['ls', bench.stored()[0]!.id]).toString().split('\n');
    for (const [name, isThere] of [['/company/b.bin', true], ['/other/company/a.tmp', true], ['/hard', true], ['/company/a.tmp', false], ['/company/$HOME', false], ['/company/tmp/model', false]] as const) expect(listed.includes(name), name).toBe(isThere);
  });

  it('is stored and proven also where all of it is left out', () => {
    rmSync(tree, { recursive: true });
    mkdirSync(path.join(tree, 'company'), { recursive: true });
    const wanted = { ...bench.wanted, exclude: ['company'] };
    expect(bench.take(filesPart(wanted)).ended).toMatchObject({ code: 0 });
    expect(bench.take(filesVerified(wanted)).ended).toMatchObject({ code: 0 });
  });

  it('is stored and proven of an empty tree, too, as a new installation has one', () => {
    rmSync(tree, { recursive: true });
    mkdirSync(tree);
    const { part, verified } = steps();
    expect(bench.take(part)).toMatchObject({ ended: { code: 0 }, after: 'in-place' });
    expect(bench.take(verified)).toMatchObject({ ended: { code: 0 }, after: 'in-place' });
    expect(readdirSync(tree)).toEqual([]);
  });

  it('leaves out what a restore that ended half way has put aside, and says so', () => {
    mkdirSync(path.join(tree, '.groundcrew-restore', 'before'), { recursive: true });
    writeFileSync(path.join(tree, '.groundcrew-restore', 'before', 'aside'), 'of before');
    expect(bench.attempt(steps().part)).toMatchObject({ code: 0, stdout: said('replaced these files half only') });
    const [stored] = bench.stored();
    expect(tagOf(stored!, 'files')).toBe('9');
    expect(bench.restic(['ls', stored!.id]).toString()).not.toContain('groundcrew-restore');
    rmSync(path.join(tree, '.groundcrew-restore'), { recursive: true });
  });

  it('counts the links that an older restic does not keep, and those only', () => {
    for (const [at, target] of ['gr\u00fcn', 'a\nb', '\ud83d\ude00'].entries()) symlinkSync(target, path.join(tree, `link${at}`));
    symlinkSync(Buffer.from([0x61, 0xff, 0x0a]), path.join(tree, 'strange'));
    bench.put('restic', `case "$*" in version) echo 'restic 0.14.0 compiled with go' ;; *) PATH=\${PATH#*:}; exec restic "$@" ;; esac`);
    expect(bench.attempt(steps().part)).toMatchObject({ code: 0, stdout: said('Where 1 links lead is not UTF-8') });
    expect(tagOf(bench.stored()[0]!, 'lost-links')).toBe('1');
    bench.put('restic', `case "$*" in version) echo 'restic 0.16.4 compiled with go' ;; *) PATH=\${PATH#*:}; exec restic "$@" ;; esac`);
    const next = bench.of(newId());
    expect(bench.attempt(filesPart(next))).toMatchObject({ code: 0, stdout: expect.not.stringContaining('UTF-8') as string });
    expect(tagOf(bench.stored(next)[0]!, 'lost-links')).toBe('0');
  });

  it('fails by a file that can not be read, names it, and leaves nothing', () => {
    chmodSync(path.join(tree, 'company', 'a\nb'), 0);
    // Root reads everything, unless it has given that up.
    if (process.getuid?.() === 0) bench.put('restic', 'exec setpriv --bounding-set=-dac_override,-dac_read_search /usr/bin/env PATH="${PATH#*:}" restic "$@"');
    const ran = bench.attempt(steps().part);
    expect(ran).toMatchObject({ code: 61, said: said("restic could not read 1 of the file server's files, so this part counts for nothing.") });
    expect(ran.said).toContain(String.raw`The first of them: ${tree}/company/a\nb`);
    expect(bench.sources()).toEqual([]);
  });

  it('reads once more where a file vanished meanwhile, and keeps the second reading', () => {
    bench.put('restic', `PATH=\${PATH#*:}
case " $* " in *' backup '*) ;; *) exec restic "$@" ;; esac
[ ! -e "${bench.root}/gone" ] || exec restic "$@"
touch "${bench.root}/gone"; restic "$@"; echo '{"message_type":"error","error":{"Op":"lstat","Path":"x","Err":2},"during":"archival","item":"/x"}' >&2; exit 3`);
    expect(bench.attempt(steps().part)).toMatchObject({ code: 0 });
    expect(existsSync(`${bench.root}/gone`)).toBe(true);
    expect(bench.sources()).toEqual(['files']);
  });

  it.skipIf(process.getuid?.() !== 0)('is stored again after a kill also where a rest-server lets nothing be deleted, and what was cut is never taken for it', () => {
    const far = (before: string) => bench.put('restic', `case " $* " in ${before} esac; PATH=\${PATH#*:}; shift 5; exec restic --no-cache --password-file /dev/fd/3 --repo "${bench.directory.replaceAll('$', '\\$')}" "$@"`);
    const words = (given: string[]) => given.map((word) => (word === bench.directory ? 'rest:http://127.0.0.1:9/one/' : word));
    far(`*' tag '*) kill -9 "$PPID"; exit 9 ;;`);
    bench.attempt(steps().part, [], words);
    const [cut] = bench.stored();
    expect(cut?.tags).toContain('source=files-unfinished');
    far(`*' forget '*) echo 'blob not removed, server response: 403 Forbidden (403)' >&2; exit 1 ;;`);
    expect(bench.attempt(steps().part, [], words)).toMatchObject({ code: 0 });
    expect(bench.sources()).toEqual(['files-unfinished', 'files']);
    expect(bench.stored()[0]).toEqual(cut);
    // Any other refusal is one.
    far(`*' forget '*) echo 'server response: 500 (500)' >&2; exit 1 ;;`);
    expect(bench.attempt(steps().part, [], words)).toMatchObject({ code: 61, said: expect.stringContaining('could not be forgotten') as string });
  });

  it('does not count what was stored before a kill, and forgets it the next time', () => {
    bench.put('restic', `case " $* " in *' tag '*) kill -9 "$PPID" ;; *) PATH=\${PATH#*:}; exec restic "$@" ;; esac`);
    expect(bench.attempt(steps().part)).toMatchObject({ code: 137 });
    expect(bench.sources()).toEqual(['files-unfinished']);
    rmSync(`${bench.root}/bin/restic`);
    expect(bench.attempt(steps().part)).toMatchObject({ code: 0 });
    expect(bench.sources()).toEqual(['files']);
  });

  it('is not proven when the repository lost something, or lists other files than were stored', () => {
    const { part, verified } = steps();
    expect(bench.attempt(part)).toMatchObject({ code: 0 });
    const stored = bench.stored();
    expect(bench.attempt(verified, stored, (words) => words.map((word) => (word === '400021' ? '400022' : word)))).toMatchObject({ code: 61, said: said('The snapshot lists 9 files of 400021 bytes, and 9 files of 400022 bytes were stored') });
    const pack = packs().sort((one, other) => lstatSync(other).size - lstatSync(one).size)[0]!;
    chmodSync(pack, 0o600);
    // As large as before, and another content.
    const { size } = lstatSync(pack);
    truncateSync(pack, size - 100_000);
    truncateSync(pack, size);
    expect(bench.attempt(verified, stored)).toMatchObject({ code: 61, said: said('damaged (exit code 1), so this backup is not proven.') });
    expect(bench.sources()).toEqual(['files']);
  });

  it('refuses a tree that is not there, and one that holds its own destination', () => {
    rmSync(tree, { recursive: true });
    expect(bench.attempt(steps().part)).toMatchObject({ code: 61, said: said(`There is no directory ${bench.root}/files, where the file server keeps its files.`) });
    symlinkSync(path.dirname(bench.directory), tree);
    expect(bench.attempt(steps().part)).toMatchObject({ code: 61, said: said("lies among the file server's own files. Choose a destination elsewhere.") });
    rmSync(tree);
  });
});
