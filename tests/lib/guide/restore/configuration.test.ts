import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { configurationPart } from '@/lib/guide/backups/configuration-part';
import { configurationVerified } from '@/lib/guide/backups/configuration-verified';
import { configurationChanges } from '@/lib/guide/restore/configuration-changes';
import { configurationFact, configurationRestored } from '@/lib/guide/restore/configuration-restored';
import type { PlannedStep } from '@/lib/engine/plan';
import { BackupBench, missingForBackups as missing } from '@/tests/support/backup-bench';
import { inputsOf } from '../inputs';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const said = (text: string) => expect.stringContaining(text) as string;

describe.skipIf(missing !== undefined)(`the configuration is restored${missing === undefined ? '' : ` (skipped: this machine has no ${missing})`}`, () => {
  let bench: BackupBench;
  let base: string;
  const inputs = (root: string) => {
    const all = inputsOf({ files: { override: null } });
    return { ...all, layout: { ...all.layout, base: path.join(root, 'opt'), kernelFile: path.join(root, 'sysctl.conf') } };
  };
  const at = (...names: string[]) => path.join(base, ...names);
  const text = (...names: string[]) => readFileSync(at(...names), 'utf8');
  const step = () => configurationRestored({ ...bench.wanted, run: newId(), parts: ['configuration'] });
  const plan = (): PlannedStep => bench.plan(step(), { containers: [], receipt: undefined });
  const put = () => bench.run(plan().commands.find((each) => each.kind === 'script' && each.file.endsWith('configuration-restored.sh'))!);
  const compared = () => {
    const fact = configurationFact(bench.wanted, inputs(bench.root));
    const { code, stdout, said: stderr } = bench.run(fact.command);
    return fact.parse({ exitCode: code, stdout, stderr, truncated: false, timedOut: false })!;
  };
  /** A set as whoever has the passphrase can write one: with these members, and a list of their hashes that is right. */
  function write(members: readonly [name: string, kind: 'file' | 'link', text: string][], isListed = true): void {
    const program = `import sys,json,tarfile,io,hashlib
members, listed = json.loads(sys.argv[1]), sys.argv[2] == 'true'
tar = tarfile.open(fileobj=sys.stdout.buffer, mode='w|', format=tarfile.PAX_FORMAT)
contents = {}
def add(name, data):
    info = tarfile.TarInfo(name); info.size = len(data); info.mode = 0o4777; tar.addfile(info, io.BytesIO(data))
    contents[name] = {'bytes': len(data), 'sha256': hashlib.sha256(data).hexdigest()}
for name, kind, text in members:
    if kind == 'link':
        info = tarfile.TarInfo(name); info.type, info.linkname = tarfile.SYMTYPE, text; tar.addfile(info)
    else: add(name, text.encode())
add('groundcrew/contents.json', json.dumps(contents if listed else {}).encode())
tar.close()`;
    const { stdout } = spawnSync('python3', ['-c', program, JSON.stringify(members), String(isListed)]);
    const tags = (source: string, ...more: string[]) => [`--tag=set=${bench.wanted.set}`, `--tag=source=${source}`, ...more.map((tag) => `--tag=${tag}`)];
    bench.restic(['backup', '--stdin', '--stdin-filename', 'configuration.tar', ...tags('configuration')], stdout);
    bench.restic(['backup', '--stdin', '--stdin-filename', 'configuration.json', ...tags('configuration-proof', `of=${bench.stored().at(-1)!.id}`)], Buffer.from('{}'));
  }
  const inTar = (...names: string[]) => at(...names).slice(1);

  beforeAll(() => {
    bench = new BackupBench(inputs);
    base = path.join(bench.root, 'opt');
    bench.put('docker', `case "$*" in *config*) echo '{"services":{"mongo":{}}}' ;; 'compose version --short') echo 2.29.1 ;; version*) echo '{}' ;; *) : ;; esac`);
  });
  beforeEach(() => {
    bench.clear();
    rmSync(base, { recursive: true, force: true });
    mkdirSync(at('config', 'deep'), { recursive: true });
    writeFileSync(at('docker-compose.yml'), 'services: {}\n');
    writeFileSync(at('constants.env'), 'A=top secret\nSAME=1\n', { mode: 0o600 });
    writeFileSync(at('config', 'deep', "it's $(x)\n"), 'auth {}\n', { mode: 0o640 });
    symlinkSync('deep/none', at('config', 'inner'));
    symlinkSync('/etc/hostname', at('config', 'out'));
    writeFileSync(path.join(bench.root, 'sysctl.conf'), 'of the kernel\n');
  });
  afterAll(() => bench.close());
  const damage = () => {
    writeFileSync(at('constants.env'), 'A=secret of here\nSAME=1\nNEW=x\n');
    chmodSync(at('constants.env'), 0o644);
    rmSync(at('config', 'deep'), { recursive: true });
    writeFileSync(at('config', 'newer'), 'of here');
    rmSync(at('config', 'inner'));
    symlinkSync('newer', at('config', 'inner'));
    writeFileSync(path.join(bench.root, 'sysctl.conf'), 'of this kernel\n');
  };

  it('file by file, with owner and mode; says before what differs, without a value, and keeps what was there', () => {
    for (const each of [configurationPart(bench.wanted), configurationVerified(bench.wanted)]) expect(bench.take(each).ended?.code).toBe(0);
    damage();
    expect(configurationChanges(compared())).toEqual([`${JSON.stringify(at('config', 'deep', "it's $(x)\n"))} is not there now, and is made.`, `${JSON.stringify(at('config', 'inner'))} differs, and is replaced.`, `${JSON.stringify(at('constants.env'))} differs, and is replaced: A and NEW.`]);
    expect(JSON.stringify(compared())).not.toContain('secret');
    expect(plan().commands.map(({ effect }) => effect).filter((effect) => effect === 'destroys' || effect === 'restarts')).toEqual(['destroys', 'restarts']);
    expect(put()).toMatchObject({ code: 0 });
    expect([text('constants.env'), lstatSync(at('constants.env')).mode & 0o777]).toEqual(['A=top secret\nSAME=1\n', 0o600]);
    expect([text('config', 'deep', "it's $(x)\n"), lstatSync(at('config', 'deep', "it's $(x)\n")).mode & 0o777]).toEqual(['auth {}\n', 0o640]);
    const copies = readdirSync(base).filter((name) => name.includes('.before-'));
    expect(copies).toHaveLength(1);
    expect([text(copies[0]!), lstatSync(at(copies[0]!)).mode & 0o777]).toEqual(['A=secret of here\nSAME=1\nNEW=x\n', 0o600]);
    // What is here and not in the set stays, and so do the kernel's settings, which are this machine's.
    expect(readdirSync(at('config')).filter((name) => name.startsWith('inner')).map((name) => readlinkSync(at('config', name)))).toEqual(['deep/none', 'newer']);
    expect(readlinkSync(at('config', 'out'))).toBe('/etc/hostname');
    expect([text('config', 'newer'), readFileSync(path.join(bench.root, 'sysctl.conf'), 'utf8')]).toEqual(['of here', 'of this kernel\n']);
    expect(configurationChanges(compared())).toEqual(['The configuration is the same already.']);
    expect(put()).toMatchObject({ code: 0, stdout: 'The configuration is that of the backup.\n' });
  });

  it.each<[string, () => void, string]>([
    ['a link', () => write([[inTar('docker-compose.yml'), 'file', 'evil'], [inTar('config', 'x'), 'link', '/etc/shadow']]), 'in it is a link that leads out'],
    ['a file behind a link', () => write([[inTar('docker-compose.yml'), 'file', 'evil'], [inTar('config', 'x'), 'link', 'deep'], [inTar('config', 'x', 'pwn'), 'file', 'evil']]), 'lies behind a link'],
    ['a file elsewhere', () => write([[inTar('docker-compose.yml'), 'file', 'evil'], ['etc/cron.d/evil', 'file', '* * * * * root x']]), 'no place of the configuration'],
    ['a way out', () => write([[inTar('docker-compose.yml'), 'file', 'evil'], [`${inTar('config')}/../../evil`, 'file', 'x']]), 'no place of the configuration'],
    ['another place of the project', () => write([['opt/other/docker-compose.yml', 'file', 'evil']]), 'no place of the configuration'],
    ['other content than it lists', () => write([[inTar('docker-compose.yml'), 'file', 'evil']], false), 'not as it was stored'],
    ['no compose file', () => write([[inTar('constants.env'), 'file', 'A=1']]), 'holds no docker-compose.yml'],
    ['what is no tar', () => bench.restic(['backup', '--stdin', '--stdin-filename', 'configuration.tar', `--tag=set=${bench.wanted.set}`, '--tag=source=configuration'], Buffer.from('x'.repeat(2000))), 'not put in place'],
  ])('not from a set with %s: it is refused in the plan and by the script, and nothing is changed', (_what, store, sentence) => {
    store();
    expect(compared().refused).toContain(sentence);
    if (bench.sources().includes('configuration-proof')) expect(plan()).toMatchObject({ state: 'blocked', blockedBy: said(sentence) });
    const made = bench.plan(step(), { containers: [], receipt: undefined, stored: undefined }).commands.find((each) => each.kind === 'script' && each.file.endsWith('configuration-restored.sh'));
    if (made) expect(bench.run(made)).toMatchObject({ code: 61, said: said(sentence) });
    expect([text('docker-compose.yml'), text('constants.env')]).toEqual(['services: {}\n', 'A=top secret\nSAME=1\n']);
    expect(existsSync(path.join(bench.root, 'evil'))).toBe(false);
  });

  it('not through a link on this server, and never with more than the usual permissions', () => {
    write([[inTar('docker-compose.yml'), 'file', 'services: {a: {}}'], [inTar('config', 'deep', 'x'), 'file', 'x']]);
    rmSync(at('config', 'deep'), { recursive: true });
    symlinkSync(bench.root, at('config', 'deep'));
    expect(compared().refused).toContain('is a link');
    rmSync(at('config', 'deep'));
    mkdirSync(at('config', 'deep'));
    expect(put()).toMatchObject({ code: 0 });
    expect(lstatSync(at('docker-compose.yml')).mode & 0o7777).toBe(0o777);
  });
});
