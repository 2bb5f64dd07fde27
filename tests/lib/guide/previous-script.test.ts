import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { inMountNamespace, stub, whyNoMountNamespace } from '../../support/mount-namespace';

const text = readFileSync('lib/guide/installation/previous.sh', 'utf8');
const folder = mkdtempSync(path.join(tmpdir(), 'previous-'));
const precious = path.join(folder, 'precious');
writeFileSync(precious, 'x');
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => spawnSync('sh', ['-euc', text, 'previous.sh', ...args], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });

/** T-DEST-1: an empty variable or a path that is not ClearML's deletes nothing. */
describe('T-DEST-1 previous.sh', () => {
  it.each(['', '/', '/opt', '/opt/', '/opt//x', '/opt/../tmp', '/home/x', 'opt/allegro', '-rf', folder])('refuses the base directory "%s"', (base) => {
    for (const what of ['keep', 'remove']) {
      const { status, stderr } = run(what, base);
      expect(status).toBe(51);
      expect(stderr).toContain('Refused');
    }
    expect(existsSync(precious)).toBe(true);
  });

  it('refuses anything but keep and remove', () => {
    expect(run('', '/opt/allegro-that-is-not-there').status).toBe(51);
    expect(run('purge', '/opt/allegro-that-is-not-there').status).toBe(51);
  });

  it('has nothing to do where nothing is', () => {
    expect(run('remove', '/opt/allegro-that-is-not-there')).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });
});

describe.skipIf(whyNoMountNamespace !== null)('T-DEST-1 previous.sh on disks', () => {
  const base = '/opt/allegro';
  const own = ['/var/lib/docker', `${base}/data`, `${base}/data/fileserver`];
  /** An installation with the layout's own disks mounted inside, one in the other. */
  const disks = `set -e
mkdir -p /opt/allegro/data; mount -t tmpfs none /opt/allegro/data
mkdir -p /opt/allegro/data/fileserver /opt/allegro/data/mongo /opt/allegro/data/lost+found; mount -t tmpfs none /opt/allegro/data/fileserver
echo A=1 >/opt/allegro/.env; echo x >/opt/allegro/docker-compose.yml; ln -s /opt/precious /opt/allegro/link
echo db >/opt/allegro/data/mongo/db; echo blob >/opt/allegro/data/fileserver/blob; echo x >/opt/allegro/data/lost+found/x
mkdir /opt/precious; echo precious >/opt/precious/file; mkdir -p /var/lib/groundcrew/receipts; echo x >/var/lib/groundcrew/receipts/compose-up
`;
  const noDocker = stub('docker', 'case $1 in info | ps) ;; *) exit 1 ;; esac');
  const look = 'cd /opt; find . ! -type d | sort';
  const go = (what: string, before: string, after = look) => inMountNamespace('guide/installation/previous.sh', [what, base, ...own], { before: before + noDocker, after });
  const stamped = (text: string) => text.replaceAll(/\d{8}T\d{6}Z/g, 'STAMP').trim().split('\n');

  it('empties the disks and keeps them mounted', () => {
    const { status, stdout, seen } = go('remove', disks, `${look}; awk '$5 ~ "^/opt/" {print $5}' /proc/self/mountinfo; ls /var/lib/groundcrew/receipts`);
    expect([status, stdout]).toEqual([0, '/opt/allegro is empty.\n']);
    expect(seen.trim().split('\n')).toEqual(['./allegro/data/lost+found/x', './precious/file', '/opt/allegro/data', '/opt/allegro/data/fileserver']);
  });

  it('moves everything aside on its own disk', () => {
    const { status, seen } = go('keep', disks);
    expect(status).toBe(0);
    expect(stamped(seen)).toEqual(['./allegro.previous-STAMP/.env', './allegro.previous-STAMP/docker-compose.yml', './allegro.previous-STAMP/link', './allegro/data/.previous-STAMP/mongo/db', './allegro/data/fileserver/.previous-STAMP/blob', './allegro/data/lost+found/x', './precious/file']);
  });

  it('clears a disk at the base itself, and says what of an earlier time stays', () => {
    const { status, stdout, seen } = go('remove', 'mkdir /opt/allegro; mount -t tmpfs none /opt/allegro; echo x >/opt/allegro/db; mkdir /opt/allegro/.previous-1; echo x >/opt/allegro/.previous-1/db\n');
    expect(status).toBe(0);
    expect(stdout).toBe('/opt/allegro is empty but for what was moved aside before, which stays:\n/opt/allegro/.previous-1\n');
    expect(seen).toBe('./allegro/.previous-1/db\n');
  });

  it.each(['keep', 'remove'])('touches nothing where a foreign disk is mounted inside, or the base is a link (%s)', (what) => {
    const before = go(what, disks, look).status;
    const foreign = go(what, `${disks}mkdir -p /opt/allegro/archive; mount -t tmpfs none /opt/allegro/archive; echo x >/opt/allegro/archive/x\n`);
    expect([before, foreign.status, foreign.stderr]).toEqual([0, 52, 'Refused: /opt/allegro/archive is mounted inside /opt/allegro and is no disk of this layout.\n']);
    expect(foreign.seen.trim().split('\n')).toHaveLength(8);
    const link = go(what, 'mkdir /mnt/data; echo x >/mnt/data/db; ln -s /mnt/data /opt/allegro\n', 'ls /mnt/data');
    expect([link.status, link.seen]).toEqual([51, 'db\n']);
  });

  it.each(['keep', 'remove'])('touches nothing while a Docker is installed that does not answer (%s)', (what) => {
    const { status, stderr, seen } = inMountNamespace('guide/installation/previous.sh', [what, base, ...own], { before: disks + stub('docker', 'exit 1'), after: look });
    expect([status, stderr]).toEqual([53, expect.stringContaining('Docker is installed but does not answer')]);
    expect(seen.trim().split('\n')).toHaveLength(7);
  });

  it('stops the containers of its project and those with a mount from it, and no other', () => {
    const docker = stub('docker', `printf '%s\\n' "$*" >>/mnt/calls
case "$1 $2" in
  "ps --all") echo own; echo user; echo other ;;
  inspect*) case $4:$3 in own:*working_dir*) echo /opt/allegro ;; *:*working_dir*) echo /srv/x ;; user:*) echo /opt/allegro/data/mongo ;; other:*) echo /opt/allegro2 ;; esac ;;
esac`);
    const { status, seen } = inMountNamespace('guide/installation/previous.sh', ['remove', base, ...own], { before: disks + docker, after: "grep -E '^(stop|rm)' /mnt/calls" });
    expect(status).toBe(0);
    expect(seen).toBe('stop -t 60 own\nrm own\nstop -t 60 user\nrm user\n');
  });
});
