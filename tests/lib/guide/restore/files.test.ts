import { chmodSync, existsSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { filesPart } from '@/lib/guide/backups/files-part';
import { filesVerified } from '@/lib/guide/backups/files-verified';
import { evaluate } from '@/lib/engine/evaluate';
import { restoreLeftovers } from '@/lib/facts/restore-leftovers';
import { fileServerTree } from '@/lib/guide/backups/file-server-tree';
import { restoreLeft } from '@/lib/guide/insides/restore-left';
import { filesRestored } from '@/lib/guide/restore/files-restored';
import { script, type Command } from '@/lib/shell/command';
import { BackupBench, missingForBackups as missing } from '@/tests/support/backup-bench';
import { enterNamespace, whyNoMountNamespace } from '@/tests/support/mount-namespace';
import { inputsOf } from '../inputs';
import { readingsOf } from '../readings';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const hostile = ['a\nb', '-rf', "it's $(x) `x` \"q\"", '\u001b]0;x\u0007', '[a-z]*?\\', '.hidden', 'lost+found '];

describe.skipIf(missing !== undefined)(`the file server's files are restored${missing === undefined ? '' : ` (skipped: this machine has no ${missing})`}`, () => {
  let bench: BackupBench;
  let tree: string;
  const inputs = (root: string) => inputsOf({ files: { compose: `services:\n  fileserver:\n    volumes:\n      - '${root}/files:/mnt/fileserver/'\n` } });
  const nothing = { mounts: { all: [], paths: new Map() }, recorded: undefined, containers: [], receipt: undefined };
  /** The command that replaces the files; what leaves the receipt on a server is left out here. */
  const command = (): Command => bench.plan(filesRestored({ ...bench.wanted, run: newId(), parts: ['files'] }), nothing).commands.find((each) => each.kind === 'script' && each.file.endsWith('files-restored.sh'))!;
  const list = () => readdirSync(tree, { recursive: true, encoding: 'utf8' }).sort();
  const whole = ['company', 'hard', 'soft', ...hostile.map((name) => `company/${name}`), 'company/model'].sort();
  /** The file server's tree as it is stored. */
  const lay = () => {
    for (const name of ['mv', 'rm', 'df']) rmSync(`${bench.root}/bin/${name}`, { force: true });
    rmSync(tree, { recursive: true, force: true });
    mkdirSync(path.join(tree, 'company'), { recursive: true });
    for (const name of hostile) writeFileSync(path.join(tree, 'company', name), name);
    writeFileSync(path.join(tree, 'company', 'model'), 'weights');
    linkSync(path.join(tree, 'company', 'model'), path.join(tree, 'hard'));
    symlinkSync('/etc/shadow', path.join(tree, 'soft'));
  };
  beforeAll(() => {
    bench = new BackupBench(inputs, nothing);
    tree = path.join(bench.root, '[t]ree *?');
    symlinkSync(tree, `${bench.root}/files`);
    lay();
    expect(bench.take(filesPart(bench.wanted)).ended?.code).toBe(0);
    expect(bench.take(filesVerified(bench.wanted)).ended?.code).toBe(0);
    bench.keep('stored');
  });
  beforeEach(() => {
    bench.clear('stored');
    lay();
    // What was done since: something is new, something is gone, and something is another thing.
    writeFileSync(path.join(tree, 'newer'), '');
    rmSync(path.join(tree, 'company', '-rf'));
    rmSync(path.join(tree, 'soft'));
    mkdirSync(path.join(tree, 'soft'));
    chmodSync(tree, 0o751);
  });
  afterAll(() => bench.close());
  const isRestored = (beside: readonly string[] = []) => {
    expect(list().filter((name) => !beside.some((each) => name.startsWith(each)))).toEqual(whole);
    expect(lstatSync(path.join(tree, 'hard')).ino).toBe(lstatSync(path.join(tree, 'company', 'model')).ino);
    expect(readlinkSync(path.join(tree, 'soft'))).toBe('/etc/shadow');
    for (const name of hostile) expect(readFileSync(path.join(tree, 'company', name), 'utf8')).toBe(name);
    expect(lstatSync(tree).mode & 0o777).toBe(0o751);
  };

  it('as they were, with names, links and owners, and nothing of what was there since', () => {
    expect(bench.run(command())).toMatchObject({ code: 0 });
    isRestored();
    // Again, on what is restored.
    expect(bench.run(command())).toMatchObject({ code: 0 });
    isRestored();
  });

  it('not where a disk that fstab wants is away, by what it is called or by where that leads, whatever the install has recorded', () => {
    const step = filesRestored({ ...bench.wanted, run: newId(), parts: ['files'] });
    for (const away of [`${bench.root}/files`, tree]) expect(bench.plan(step, { ...nothing, mounts: { ...nothing.mounts, unmounted: ['/srv/other', away] } })).toMatchObject({ state: 'blocked', blockedBy: expect.stringContaining(`The disk of ${away} is not mounted`) as string });
    expect(bench.plan(step, { ...nothing, mounts: { ...nothing.mounts, unmounted: ['/srv/other'] } }).state).toBe('planned');
  });

  it.each([['this run', 1], ['this run', 2], ['another run', 1], ['another run', 2]])('also when it is killed at a move, and %s begins again (%i)', (who, at) => {
    bench.put('mv', `PATH=\${PATH#*:}; case "$*" in *' --'*'+'* | *groundcrew-restore/before/* | '-f -t .'*) echo >>"${bench.root}/moves"; [ "$(wc -l <"${bench.root}/moves")" -lt ${at} ] || { mv "$1" "$2" "$3" "$4"; kill -9 $PPID; exit 9; } ;; esac; exec mv "$@"`);
    rmSync(`${bench.root}/moves`, { force: true });
    const made = command();
    expect(bench.run(made).code).not.toBe(0);
    expect(existsSync(path.join(tree, '.groundcrew-restore'))).toBe(true);
    rmSync(`${bench.root}/bin/mv`);
    // Before another run ClearML may have lived on, on whatever was there.
    if (who === 'another run') {
      mkdirSync(path.join(tree, 'company', 'since'), { recursive: true });
      writeFileSync(path.join(tree, 'since'), '');
    }
    expect(bench.run(who === 'another run' ? command() : made)).toMatchObject({ code: 0 });
    isRestored();
    expect(existsSync(path.join(tree, '.groundcrew-restore'))).toBe(false);
  });

  it('also when it is killed while it removes what was there, in whatever order that goes', () => {
    const made = command();
    bench.put('rm', `PATH=\${PATH#*:}; case "$*" in '-rf -- .groundcrew-restore') rm .groundcrew-restore/moved; kill -9 $PPID; exit 9 ;; esac; exec rm "$@"`);
    expect(bench.run(made).code).not.toBe(0);
    isRestored(['.groundcrew-restore']);
    rmSync(`${bench.root}/bin/rm`);
    expect(bench.run(made)).toMatchObject({ code: 0 });
    isRestored();
  });

  describe('and what one leaves that stops on its way', () => {
    const place = () => path.join(bench.root, 'snapshots');
    const probe = () => {
      const given = inputs(bench.root);
      const fact = restoreLeftovers(`${bench.root}/files`, place());
      const { code, stdout, said } = bench.run(fact.command);
      const found = fact.parse({ exitCode: code, stdout, stderr: said, truncated: false, timedOut: false });
      return { found, commands: evaluate(restoreLeft, readingsOf(restoreLeft.needs(given), { found }), given, 0).repair?.commands ?? [] };
    };

    it('is told with its size, and removed: what it has is in the backup, too', () => {
      expect(probe()).toEqual({ found: [], commands: [] });
      const before = list();
      bench.put('restic', `PATH=\${PATH#*:}; case " $* " in *' restore '*) restic "$@"; exit 1 ;; esac; exec restic "$@"`);
      expect(bench.run(command()).code).toBe(61);
      const { found, commands } = probe();
      expect(found).toEqual([{ kind: 'files', holds: false, bytes: expect.any(Number) as number }]);
      expect(found[0]!.bytes).toBeGreaterThan(1000);
      expect(commands.map((each) => bench.run(each).code)).toEqual([0]);
      expect(list()).toEqual(before);
      // Whoever may write among the files may have laid it there.
      symlinkSync(bench.root, path.join(tree, '.groundcrew-restore'));
      expect(probe().found).toEqual([]);
      expect(bench.run(commands[0]!)).toMatchObject({ code: 61, said: expect.stringContaining('no directory of a restore') as string });
    });

    it.each([1, 2])('is not removed once files were moved aside that are nowhere else (at move %i)', (at) => {
      rmSync(`${bench.root}/moves`, { force: true });
      bench.put('mv', `PATH=\${PATH#*:}; case "$*" in *groundcrew-restore/before/* | '-f -t . -- '*) echo >>"${bench.root}/moves"; mv "$@"; [ "$(wc -l <"${bench.root}/moves")" -lt ${at} ] || { kill -9 $PPID; exit 9; } ;; *) exec mv "$@" ;; esac`);
      expect(bench.run(command()).code).not.toBe(0);
      rmSync(`${bench.root}/bin/mv`);
      expect(probe()).toMatchObject({ found: [{ kind: 'files', holds: true }], commands: [] });
      const { path: shown } = fileServerTree(inputs(bench.root));
      const before = list();
      expect(bench.run(script('guide/restore/files-left-removed.sh', [shown], { why: '' }))).toMatchObject({ code: 61, said: expect.stringContaining('nowhere else') as string });
      expect(list()).toEqual(before);
    });

    it('is removed where all was in its place, and only what had been there before was not removed yet', () => {
      bench.put('rm', `PATH=\${PATH#*:}; case "$*" in '-rf -- .groundcrew-restore') kill -9 $PPID; exit 9 ;; esac; exec rm "$@"`);
      expect(bench.run(command()).code).not.toBe(0);
      rmSync(`${bench.root}/bin/rm`);
      const { found, commands } = probe();
      expect(found).toMatchObject([{ kind: 'files', holds: false }]);
      expect(commands.map((each) => bench.run(each).code)).toEqual([0]);
      isRestored();
    });
  });

  it.skipIf(process.getuid?.() !== 0)('from a place elsewhere, too', () => {
    bench.put('restic', `PATH=\${PATH#*:}; shift 5; exec restic --no-cache --password-file /dev/fd/3 --repo "${bench.directory.replaceAll('$', '\\$')}" "$@"`);
    expect(bench.run(command(), (words) => words.map((word) => (word === bench.directory ? 'rest:http://127.0.0.1:9/one' : word)))).toMatchObject({ code: 0 });
    isRestored();
  });

  it.each<[string, () => void, string]>([
    ['a wrong passphrase', () => bench.put('restic', `PATH=\${PATH#*:}; exec restic "$@" 3<<end\nanother passphrase\nend`), 'the passphrase may be wrong'],
    ['a disk without room', () => bench.put('df', `printf 'Filesystem 1B-blocks Used Available\\n/dev/x 1000000 999990 10\\n'`), 'has no room for them'],
    ['a restic that fails', () => bench.put('restic', `PATH=\${PATH#*:}; case " $* " in *' restore '*) restic "$@"; exit 1 ;; esac; exec restic "$@"`), 'nothing was changed in their place'],
    ['a restic that restores too little', () => bench.put('restic', `PATH=\${PATH#*:}; case " $* " in *' restore '*) restic "$@" --exclude model; exit ;; esac; exec restic "$@"`), 'Nothing was changed in their place'],
  ])('nothing is changed by %s', (what, spoil, said) => {
    const before = list();
    const made = command();
    spoil();
    expect(bench.run(made)).toMatchObject({ code: what.endsWith('too little') ? 62 : 61, said: expect.stringContaining(said) as string });
    expect(list().filter((name) => !name.startsWith('.groundcrew-restore'))).toEqual(before);
  });

  it.skipIf(whyNoMountNamespace !== null)('is refused for a backup that lies in the tree by another name, for a disk that is mounted twice', () => {
    mkdirSync(`${bench.root}/twice`);
    const words = (given: string[]) => [...enterNamespace, 'sh', '-euc', 'mount --bind "$0" "$0/twice"; exec "$@"', bench.root, ...given.map((word) => (word === `${bench.root}/files` ? `${bench.root}/twice` : word))];
    expect(bench.run(command(), words)).toMatchObject({ code: 61, said: expect.stringContaining('lie in') as string });
  });

  it.each(['.groundcrew-restore', '.groundcrew-restore/before', '.groundcrew-restore/whole.new'])('T-ARCH-2: what lay there leads nowhere else, though %s is a link that somebody put among the files', (name) => {
    const outside = path.join(bench.root, 'outside');
    mkdirSync(outside, { recursive: true });
    const link = path.join(tree, name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(outside, link);
    const before = list();
    expect(bench.run(command())).toMatchObject({ code: 61, said: expect.stringContaining('is a link. Remove it') as string });
    expect(readdirSync(outside)).toEqual([]);
    expect(list()).toEqual(before);
  });

  it('T-ARCH-2: a file goes through no link that has taken its folder meanwhile', () => {
    const outside = path.join(bench.root, 'company');
    mkdirSync(outside, { recursive: true });
    writeFileSync(path.join(outside, 'model'), 'of somebody else');
    rmSync(path.join(tree, 'company'), { recursive: true });
    symlinkSync(outside, path.join(tree, 'company'));
    expect(bench.run(command())).toMatchObject({ code: 0 });
    isRestored();
    expect(readdirSync(outside)).toEqual(['model']);
    expect(readFileSync(path.join(outside, 'model'), 'utf8')).toBe('of somebody else');
  });

  it('is refused for a backup that lies in the tree, and for one that lacks the part', () => {
    const { args } = command() as Extract<Command, { kind: 'script' }>;
    expect(bench.run({ ...(command() as Extract<Command, { kind: 'script' }>), args: [...args.slice(0, 2), bench.root, ...args.slice(3)] })).toMatchObject({ code: 61, said: expect.stringContaining('lie in') as string });
    expect(bench.plan(filesRestored({ ...bench.of(newId()), run: newId(), parts: ['files'] }), nothing)).toMatchObject({ state: 'blocked', blockedBy: expect.stringContaining('does not hold this part') as string });
  });
});
