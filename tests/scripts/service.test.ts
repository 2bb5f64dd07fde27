import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addressOf, environmentText, given, parseEnvironmentFile } from '../../scripts/service/environment.mjs';
import { tokenIn } from '../../scripts/service/greet.mjs';
import { runtimePackages } from '../../scripts/service/packages.mjs';
import { planInstall, planUninstall } from '../../scripts/service/plan.mjs';
import { refusals } from '../../scripts/service/refuse.mjs';
import { copyRelease, releaseName } from '../../scripts/service/release.mjs';
import { show, takeOver } from '../../scripts/service/show.mjs';
import { unitText } from '../../scripts/service/unit.mjs';

const release = (of: string) => `0.2.0-${of.repeat(12)}`;
/** A machine on which nothing was installed. */
const bare = {
  platform: 'linux', uid: 0, systemd: true, root: '/home/ada/groundcrew', node: { path: '/usr/bin/node', open: true }, user: null as { home: string; shell: string } | null, unit: null as string | null, environment: null as string | null,
  values: {} as Record<string, string>, host: null as string | null, admin: null as string | null, code: [] as string[], releases: [] as string[], current: null as string | null, release: release('a'), dataMode: null as string | null, ownData: null, active: false, enabled: false, portHolder: null as string | null,
};
/** What is found once a plan was carried out. */
const after = (found: typeof bare): typeof bare => {
  const written = (file: string) => (planInstall(found).actions as { path?: string; text?: string }[]).find(({ path: where }) => where === file)?.text;
  return {
    ...found, user: { home: '/var/lib/groundcrew-console', shell: '/usr/sbin/nologin' }, dataMode: 'right', active: true, enabled: true, current: found.release, releases: [found.release], code: ['admin', 'current', 'releases'],
    unit: written('/etc/systemd/system/groundcrew.service') ?? found.unit, environment: written('/etc/groundcrew/environment') ?? found.environment, admin: written('/opt/groundcrew/admin') ?? found.admin,
  };
};
const shown = (found: typeof bare) => (planInstall(found).actions as object[]).map((action) => show(action).split('\n')[0]);

describe('the plan', () => {
  test('of a first install: user, data, settings, code, unit, start, in this order', () => {
    expect(shown(bare)).toEqual([
      'useradd --system --user-group --home-dir /var/lib/groundcrew-console --no-create-home --shell /usr/sbin/nologin groundcrew',
      'install -d -m 0700 -o groundcrew -g groundcrew /var/lib/groundcrew-console',
      'install -d -m 0755 /etc/groundcrew',
      '# writes /etc/groundcrew/environment, mode 0640, owner root:',
      'install -d -m 0755 /opt/groundcrew /opt/groundcrew/releases',
      expect.stringContaining(`/opt/groundcrew/releases/${release('a')}`),
      '# writes /opt/groundcrew/admin, mode 0755, owner root:',
      `ln -sfn releases/${release('a')} /opt/groundcrew/current.new`,
      'mv -T /opt/groundcrew/current.new /opt/groundcrew/current',
      '# writes /etc/systemd/system/groundcrew.service, mode 0644, owner root:',
      'systemctl daemon-reload',
      'systemctl enable groundcrew.service',
      'systemctl restart groundcrew.service',
    ]);
  });

  test('of a second run is empty', () => {
    expect(planInstall(after(bare))).toMatchObject({ actions: [], changes: [] });
  });

  test('of an update: new code, and the release before it stays for the way back', () => {
    const found = { ...after(bare), release: release('c'), current: release('b'), releases: [release('a'), release('b'), 'what-is-this'], environment: 'PORT=3005\n', values: { PORT: '3005' } };
    expect(shown(found)).toEqual([
      expect.stringContaining('install -d'), expect.stringContaining(release('c')), expect.stringContaining('ln -sfn'), expect.stringContaining('mv -T'), 'systemctl restart groundcrew.service', `rm -rf /opt/groundcrew/releases/${release('a')}`,
    ]);
    expect(planInstall(found).changes).toEqual([`The code was ${release('b')} and is ${release('c')} now.`]);
    expect(planInstall(found).address.listens).toBe('http://127.0.0.1:3005');
  });

  test('of the same code once more keeps the release before it', () => {
    expect(shown({ ...after(bare), releases: [release('a'), release('z')] })).toEqual([]);
  });

  test.each<[string, Partial<typeof bare>, string[]]>([
    ['the unit was edited', { unit: `${unitText('/usr/bin/node')}# more` }, ['# writes /etc/systemd/system/groundcrew.service, mode 0644, owner root:', 'systemctl daemon-reload', 'systemctl restart groundcrew.service']],
    ['it was stopped', { active: false }, ['systemctl restart groundcrew.service']],
    ['others may read its data', { dataMode: 'wrong' }, ['install -d -m 0700 -o groundcrew -g groundcrew /var/lib/groundcrew-console']],
    ['its settings cannot be read', { environment: '' }, []],
  ])('sets right what is not: %s', (_, differs, lines) => {
    expect(shown({ ...after(bare), ...differs })).toEqual(lines);
  });

  test('of taking it away leaves data, settings and user', () => {
    const lines = planUninstall(after(bare)).map(show);
    expect(lines).toEqual(['systemctl disable --now groundcrew.service', 'rm -f /etc/systemd/system/groundcrew.service', 'systemctl daemon-reload', 'rm -rf /opt/groundcrew']);
    expect(planUninstall(bare)).toEqual([]);
  });
});

describe('it refuses in a sentence', () => {
  test.each<[string, Partial<typeof bare>, RegExp]>([
    ['a Mac', { platform: 'darwin', systemd: false }, /needs Linux with systemd/],
    ['a user', { uid: 1000 }, /needs root: sudo npm run service/],
    ['a container', { systemd: false }, /not started by systemd/],
    ['Node of nvm', { node: { path: '/root/.nvm/versions/node/v22.0.0/bin/node', open: true } }, /Install Node for all users/],
    ['Node that others may not read', { node: { path: '/srv/node/bin/node', open: false } }, /Install Node for all users/],
    ['a unit of somebody else', { unit: '[Unit]\n' }, /groundcrew\.service was not written by this command/],
    ['a checkout where the code goes', { root: '/opt/groundcrew', code: ['README.md'] }, /This checkout is in \/opt\/groundcrew/],
    ['something else there', { code: ['releases', 'notes.txt'] }, /holds notes\.txt/],
    ['a person of that name', { user: { home: '/home/groundcrew', shell: '/bin/bash' } }, /user groundcrew who can log in/],
    ['a port of root', { values: { PORT: '443' } }, /PORT is 443, which only root may open/],
    ['no port', { values: { PORT: 'http' } }, /PORT is "http"/],
    ['a value that would be another line', { values: { HOST: '127.0.0.1\nExecStartPre=/bin/sh' } }, /HOST is .* which has characters/],
    ['a used port', { portHolder: 'other' }, /Port 3000 of 127\.0\.0\.1 is used by another program\. .*PORT=3001/],
    ['a used port, with settings that stay', { portHolder: 'other', environment: 'PORT=3000\n' }, /or set another PORT in \/etc\/groundcrew\/environment, then run it again/],
    ['a console in a terminal', { portHolder: 'console' }, /A console that is no service runs on port 3000/],
    ['another address, where the settings stay', { host: '10.0.0.5', environment: 'PORT=3000\n' }, /Set HOST there, then: systemctl restart/],
    ['data that is a file', { dataMode: 'not a directory' }, /groundcrew-console is not a directory/],
  ])('%s', (_, differs, sentence) => {
    const reasons = refusals({ ...bare, ...differs });
    expect(reasons).toEqual([expect.stringMatching(sentence)]);
  });

  test('and does not, where it can', () => {
    expect(refusals(bare)).toEqual([]);
    expect(refusals(after(bare))).toEqual([]);
    expect(refusals({ ...bare, uid: 1000 }, { dryRun: true })).toEqual([]);
    expect(refusals({ ...after(bare), portHolder: 'other', node: { path: '/root/node', open: false } }, { uninstall: true })).toEqual([]);
  });
});

test('the unit is one that systemd takes without a word', (context) => {
  if (spawnSync('systemd-analyze', ['--version']).status !== 0) return context.skip('systemd-analyze is not installed, so the unit was not verified (Debian, Ubuntu: apt-get install systemd)');
  const folder = mkdtempSync(path.join(tmpdir(), 'groundcrew-unit-'));
  const file = path.join(folder, 'groundcrew.service');
  writeFileSync(file, unitText(process.execPath));
  const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  // Complaints about other units of this machine are theirs.
  expect([status, `${stdout}${stderr}`.split('\n').filter((line) => line.includes('groundcrew'))]).toEqual([0, []]);
});

test('V8 compiles at run time, so the unit must let it; all else that a console never needs is denied', () => {
  const unit = unitText('/usr/bin/node');
  expect(unit).not.toContain('MemoryDenyWriteExecute');
  for (const line of ['NoNewPrivileges=yes', 'ProtectSystem=strict', 'ProtectHome=yes', 'CapabilityBoundingSet=', 'UMask=0077', 'SystemCallFilter=@system-service', 'Restart=on-failure']) expect(unit.split('\n')).toContain(line);
});

test('the settings that it is installed with are those that it is found with', () => {
  const values = { PORT: '3005', HOST: '127.0.0.1', PUBLIC_URL: 'https://groundcrew.example.com', TRUSTED_PROXIES: '127.0.0.1,10.0.0.0/24' };
  expect(parseEnvironmentFile(environmentText(values))).toEqual(values);
  expect(parseEnvironmentFile(environmentText({}))).toEqual({ PORT: '3000', HOST: '127.0.0.1' });
  expect(parseEnvironmentFile('#PORT=1\nPORT="3001"\n PORT=3002 \nLOG_LEVEL=debug\n')).toEqual({ PORT: '3002' });
  expect(addressOf({ HOST: '::1', PORT: '3001' })).toMatchObject({ listens: 'http://[::1]:3001', origin: 'http://[::1]:3001' });
});

test('HOST is taken when it was asked for: a shell has one of its own', () => {
  expect(given({ HOST: 'ada-laptop', PORT: ' 3005 ', PATH: '/bin' }, undefined)).toEqual({ PORT: '3005' });
  expect(given({ HOST: 'ada-laptop' }, '10.0.0.5')).toEqual({ HOST: '10.0.0.5' });
});

test('the data of a checkout goes into an empty directory, whatever its path is', () => {
  expect(takeOver("/home/ada/it's mine/data")).toBe(
    "systemctl stop groundcrew && find /var/lib/groundcrew-console -mindepth 1 -delete && cp -a '/home/ada/it'\\''s mine/data/.' /var/lib/groundcrew-console/ && chown -R groundcrew: /var/lib/groundcrew-console && systemctl start groundcrew",
  );
});

test('the set-up token is the one of the last start', () => {
  expect(tokenIn('Groundcrew answers\nSet-up token: old\n…\nOpen it to make the first admin. Set-up token: new-1_x\n')).toBe('new-1_x');
  expect(tokenIn('Groundcrew answers')).toBeNull();
});

test('the packages are those of the running console: its dependencies and theirs, as Node finds them', () => {
  const packages = {
    '': { dependencies: { a: '1', '@s/b': '1' }, devDependencies: { tool: '1' } },
    'node_modules/a': { dependencies: { c: '1' }, optionalDependencies: { 'elsewhere-only': '1' }, peerDependencies: { p: '1', maybe: '1' }, peerDependenciesMeta: { maybe: { optional: true } } },
    'node_modules/a/node_modules/c': { dependencies: { d: '1' } },
    'node_modules/@s/b': { dependencies: { c: '2', a: '1' } },
    'node_modules/c': {}, 'node_modules/d': {}, 'node_modules/p': {}, 'node_modules/maybe': {}, 'node_modules/tool': { dependencies: { d: '1' } },
  };
  expect(runtimePackages(packages)).toEqual(['node_modules/@s/b', 'node_modules/a', 'node_modules/c', 'node_modules/d', 'node_modules/p']);
});

describe('the copy', () => {
  let root: string;
  const put = (file: string, text = '') => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'groundcrew-checkout-'));
    for (const file of ['data/key', '.git/config', '.next/cache/x', '.next/BUILD_ID', '.next/server/app.js', 'dist/server.js', 'lib/ask.sh', 'node_modules/a/index.js', 'node_modules/tool/index.js', 'prisma/migrations/1/migration.sql', 'tests/a.test.ts']) put(file);
    put('dist/stamp.json', '{"content":"abc"}');
    put('package.json', '{"version":"0.2.0"}');
    put('package-lock.json', JSON.stringify({ packages: { '': { dependencies: { a: '1' } }, 'node_modules/a': {}, 'node_modules/tool': {} } }));
    mkdirSync(path.join(root, '.next/node_modules'));
    symlinkSync('../../node_modules/a', path.join(root, '.next/node_modules/a-1'));
    chmodSync(path.join(root, 'dist/server.js'), 0o600); // a strict umask
    chmodSync(path.join(root, 'node_modules/a/index.js'), 0o4700);
    chmodSync(path.join(root, 'lib'), 0o700);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  test('holds what runs, readable by the service and by its own name only once it is whole', () => {
    const target = path.join(root, 'opt/r');
    put('opt/r.new/half');
    copyRelease(root, target);
    const files = readdirSync(target, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory()).map((entry) => path.relative(target, path.join(entry.parentPath, entry.name))).sort();
    expect(files).toEqual(['.next/BUILD_ID', '.next/node_modules/a-1', '.next/server/app.js', 'dist/server.js', 'lib/ask.sh', 'node_modules/a/index.js', 'package-lock.json', 'package.json', 'prisma/migrations/1/migration.sql']);
    expect([statSync(path.join(target, 'dist/server.js')), statSync(path.join(target, 'node_modules/a/index.js')), statSync(path.join(target, 'lib'))].map(({ mode }) => mode & 0o7777)).toEqual([0o644, 0o755, 0o755]);
    expect(lstatSync(path.join(target, '.next/node_modules/a-1')).isSymbolicLink() && readlinkSync(path.join(target, '.next/node_modules/a-1'))).toBe('../../node_modules/a');
    expect(existsSync(`${target}.new`)).toBe(false);
  });

  test('that fails leaves nothing', () => {
    rmSync(path.join(root, 'package-lock.json'));
    const target = path.join(root, 'opt/r');
    expect(() => copyRelease(root, target)).toThrow();
    expect([existsSync(target), existsSync(`${target}.new`)]).toEqual([false, false]);
  });

  test('is named by what was built: another migration is another release', () => {
    const before = releaseName(root);
    expect(before).toMatch(/^0\.2\.0-[0-9a-f]{12}$/);
    expect(releaseName(root)).toBe(before);
    put('prisma/migrations/2/migration.sql', 'x');
    expect(releaseName(root)).not.toBe(before);
    rmSync(path.join(root, '.next/BUILD_ID'));
    expect(releaseName(root)).toBe('not-built-yet');
  });
});
