import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { configurationPart } from '@/lib/guide/backups/configuration-part';
import { configurationVerified } from '@/lib/guide/backups/configuration-verified';
import { tagOf } from '@/lib/guide/backups/wanted';
import { readScript } from '@/lib/shell/read-script';
import { BackupBench, missingForBackups as missing } from '@/tests/support/backup-bench';
import { inputsOf } from '../inputs';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const strange = Buffer.from([0xff, 0x0a, 0x24]);
const said = (text: string) => expect.stringContaining(text) as string;
/** By lines of Python that write them, and the sentence by which each is refused. */
const hostileTars: [string, string, string][] = [
  ['the same name twice', "put('opt/config/x', b'1'); put('opt/config/x', b'2'); told()", 'It could not be put in place: "/opt/config/x" is in it twice.'],
  ['a name that leads out', "put('../../etc/pwn', b'1'); told()", 'It could not be put in place: it holds "/../../etc/pwn", which is no place of the configuration of this server.'],
  ['a file that its list does not have', "put('groundcrew/a', b'1'); told()", 'It is damaged: "/groundcrew/a" is not as it was stored.'],
  ['a link that leads out', "link('opt/config/x', '/etc', tarfile.SYMTYPE)", 'It could not be put in place: "/opt/config/x" in it is a link that leads out of config/.'],
  ['a link that leads out by its dots', "link('opt/config/a/x', '../../config/../data', tarfile.SYMTYPE)", 'It could not be put in place: "/opt/config/a/x" in it is a link that leads out of config/.'],
  ['a hard link in the place of a file', "link('opt/config/x', '/etc/passwd', tarfile.LNKTYPE)", 'It could not be put in place: "/opt/config/x" in it is neither a file, a folder nor a link.'],
  ['a device in the place of a file', "link('groundcrew/contents.json', '', tarfile.CHRTYPE)", 'It is damaged: groundcrew/contents.json is not in it.'],
  ['what Docker told, of 100 GB', "put('groundcrew/images.json', b'', 10 ** 11)", 'It can not be read: unexpected end of data.'],
  ['more than a restore reads', "put('opt/config/x', b'x' * (64 * 1024 * 1024)); put('opt/config/y', b'1')", 'It could not be put in place: it is larger than 64 MB.'],
];

describe.skipIf(missing !== undefined)(`the configuration's backup${missing === undefined ? '' : ` (skipped: this machine has no ${missing})`}`, () => {
  let bench: BackupBench;
  let base: string;
  const inputs = (root: string) => {
    const all = inputsOf({ files: { override: null } });
    return { ...all, layout: { ...all.layout, base: path.join(root, 'opt'), kernelFile: path.join(root, 'sysctl.conf') } };
  };
  const steps = () => ({ part: configurationPart(bench.wanted), verified: configurationVerified(bench.wanted) });
  const docker = (config: string) => bench.put('docker', `case "$*" in
  'compose --env-file constants.env config --format json') ${config} ;;
  'compose version --short') echo 2.29.1 ;;
  ps*) echo c0ffee ;;
  'inspect c0ffee') echo '[{"Name":"/mongo","Image":"sha256:1","Config":{"Image":"mongo:7","Labels":{"com.docker.compose.service":"mongo"}}}]' ;;
  image*) echo '["mongo@sha256:2"]' ;;
  version*) echo '{"Client":{"Version":"27.1.1"}}' ;;
  *) exit 9 ;;
esac`);
  const compose = `echo '{"services":{"mongo":{"environment":{"PASSWORD":"top secret"}},"redis":{}}}'`;
  beforeAll(() => {
    bench = new BackupBench(inputs);
    base = path.join(bench.root, 'opt');
  });
  beforeEach(() => {
    bench.clear();
    rmSync(base, { recursive: true, force: true });
    mkdirSync(path.join(base, 'config', 'onprem_poc'), { recursive: true });
    writeFileSync(path.join(base, 'docker-compose.yml'), 'services: {}\n');
    writeFileSync(path.join(base, 'constants.env'), 'A=top secret\n', { mode: 0o600 });
    writeFileSync(path.join(base, 'config', 'onprem_poc', 'apiserver.conf'), 'auth {}\n');
    writeFileSync(Buffer.concat([Buffer.from(`${base}/config/`), strange]), 'of a strange name');
    symlinkSync('/etc/shadow', path.join(base, 'config', 'link'));
    symlinkSync('onprem_poc/apiserver.conf', path.join(base, 'config', 'inner'));
    docker(compose);
  });
  afterAll(() => bench.close());

  it('is stored with what Docker tells, read back, and there for whoever has the passphrase', () => {
    writeFileSync(path.join(bench.root, 'sysctl.conf'), 'vm.max_map_count=262144\n');
    const { part, verified } = steps();
    // While restic waits for the tar, no process shows the passphrase.
    docker(`cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n" | grep -qF -f ${bench.root}/passphrase && touch ${bench.root}/leaked; ${compose}`);
    expect(bench.take(part)).toMatchObject({ ended: { code: 0 }, after: 'in-place' });
    expect(bench.take(verified)).toMatchObject({ ended: { code: 0, stdout: said('The configuration was read back: 9 files, 2 services, 1 images.') }, after: 'in-place' });
    expect(existsSync(`${bench.root}/leaked`)).toBe(false);
    const [stored, proof] = bench.stored();
    expect(bench.sources()).toEqual(['configuration', 'configuration-proof']);
    expect(['of', 'files', 'services', 'images'].map((name) => tagOf(proof!, name))).toEqual([stored!.id, '9', '2', '1']);
    const target = path.join(bench.root, 'restored');
    mkdirSync(target);
    execFileSync('tar', ['-x', '-C', target], { input: bench.restic(['dump', stored!.id, '/configuration.tar']) });
    for (const name of ['docker-compose.yml', 'constants.env', 'config/onprem_poc/apiserver.conf']) expect(readFileSync(path.join(target, base, name))).toEqual(readFileSync(path.join(base, name)));
    expect(lstatSync(path.join(target, base, 'constants.env')).mode & 0o777).toBe(0o600);
    expect(readlinkSync(path.join(target, base, 'config', 'inner'))).toBe('onprem_poc/apiserver.conf');
    // No restore would make it, and nobody learns what it leads to.
    expect(existsSync(path.join(target, base, 'config', 'link'))).toBe(false);
    expect(readdirSync(path.join(target, base, 'config'), 'buffer')).toContainEqual(strange);
    expect(readFileSync(path.join(target, bench.root, 'sysctl.conf'), 'utf8')).toContain('262144');
    const told = (name: string) => JSON.parse(readFileSync(path.join(target, 'groundcrew', name), 'utf8')) as unknown;
    expect(told('compose-config.json')).toMatchObject({ services: { mongo: { environment: { PASSWORD: 'top secret' } } } });
    expect(told('images.json')).toEqual([{ service: 'mongo', container: '/mongo', image: 'mongo:7', id: 'sha256:1', digests: ['mongo@sha256:2'] }]);
    expect(told('links-out.json')).toEqual([[path.join(base, 'config', 'link'), '/etc/shadow']]);
    expect(told('versions.json')).toMatchObject({ docker: { Client: { Version: '27.1.1' } }, compose: '2.29.1' });
  });

  it.each<[string, () => void, string]>([
    ['Compose does not accept its files', () => docker('exit 15'), '"docker compose --env-file constants.env" ended with exit code 15.'],
    ['Docker prints something else', () => docker('echo no'), 'printed something that is no JSON.'],
    ['a supplied file is gone', () => rmSync(path.join(base, 'constants.env')), 'constants.env is not there.'],
  ])('leaves nothing when %s', (_, change, sentence) => {
    change();
    expect(bench.attempt(steps().part)).toMatchObject({ code: 61, said: said(sentence) });
    expect(bench.sources()).toEqual([]);
  });

  it.each(hostileTars)('T-ARCH-3: is read only, and taken for no backup, with %s', (_what, lines, sentence) => {
    const made = `import io, sys, tarfile
tar = tarfile.open(fileobj=sys.stdout.buffer, mode='w|')
def put(name, data, size=None):
    info = tarfile.TarInfo(name)
    info.size = len(data)
    if size is None:
        tar.addfile(info, io.BytesIO(data))
    else:
        info.size = size
        tar.fileobj.write(info.tobuf())
def link(name, target, kind):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    tar.addfile(info)
def told():
    for name in ('compose-config.json', 'images.json', 'versions.json', 'contents.json'):
        put('groundcrew/' + name, b'{}')
${lines}
tar.close()`;
    const program = ['facts/configuration-rules.py', 'guide/backups/configuration-reader.py'].map(readScript).join('\n');
    const { status, stderr } = spawnSync('python3', ['-I', '-S', '-c', program, '/opt'], { maxBuffer: 100_000_000, input: execFileSync('python3', ['-c', made], { maxBuffer: 100_000_000 }), encoding: 'utf8', cwd: bench.root });
    expect([status, stderr]).toEqual([sentence.startsWith('It could not be put') ? 4 : 3, `${sentence}\n`]);
    expect(existsSync(path.join(bench.root, 'etc'))).toBe(false);
  });

  it('is not proven when a file in it is not as it was, or its end is missing', () => {
    expect(bench.attempt(steps().part)).toMatchObject({ code: 0 });
    const whole = bench.restic(['dump', bench.stored()[0]!.id, '/configuration.tar']);
    const other = Buffer.from(whole.toString('latin1').replace('auth {}', 'auth []'), 'latin1');
    for (const [bytes, sentence] of [[other, 'apiserver.conf" is not as it was stored.'], [whole.subarray(0, 2000), 'It can not be read: ']] as const) {
      bench.clear();
      bench.restic(['backup', '--stdin', '--stdin-filename', 'configuration.tar', `--tag=set=${bench.wanted.set}`, '--tag=source=configuration'], bytes);
      const ran = bench.attempt(steps().verified, bench.stored());
      expect(ran).toMatchObject({ code: 61, said: said(sentence) });
      expect(ran.said).toContain('The configuration in the repository is not whole, so this backup is none.');
    }
    expect(bench.sources()).toEqual(['configuration']);
  });
});
