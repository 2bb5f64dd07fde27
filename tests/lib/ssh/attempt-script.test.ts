import { describe, expect, it } from 'vitest';
import { newId } from '@/lib/core/ids';
import { quote } from '@/lib/shell/quote';
import { parseStatus } from '@/lib/ssh/status';
import { inMountNamespace, stub, whyNoMountNamespace } from '../../support/mount-namespace';

/** Runs attempt.sh on a disk of that size. The script of 100 kB leaves a mark with its first line. */
function attemptOn(size: string) {
  const id = newId();
  return inMountNamespace('ssh/attempt.sh', [id, '/run/staged', 'root'], {
    flags: '-c',
    before: `mkdir /var/lib/groundcrew /run/staged; mount -t tmpfs -o size=${size} none /var/lib/groundcrew
      { echo 'echo begun >/opt/mark'; for n in $(seq 2000); do echo '# forty-nine characters that only take up space ...'; done; echo 'echo whole >>/opt/mark'; } >/run/staged/script`,
    after: `cd /var/lib/groundcrew/runs/${id}; cat /opt/mark; ls -d claim* exit && echo $(cat exit)`,
  });
}

it.skipIf(whyNoMountNamespace !== null)('runs a whole script or, where the disk is full, nothing of it: then it is not claimed', () => {
  expect(attemptOn('10m')).toMatchObject({ status: 0, seen: 'begun\nwhole\nclaim\nexit\n0\n' });
  const full = attemptOn('32k');
  expect(full.status).toBe(1);
  expect(full.stderr).toMatch(/No space left on device/);
  expect(full.seen).toBe('');
});

/** The commands of the script fill the disk of the log; what is read afterwards comes as the console reads it. */
function fillDisk(script: string) {
  const id = newId();
  return inMountNamespace('ssh/attempt.sh', [id, '/run/staged', 'root'], {
    flags: '-c',
    before: `mkdir /var/lib/groundcrew /run/staged; mount -t tmpfs -o size=96k none /var/lib/groundcrew; printf '%s\n' ${quote(script)} >/run/staged/script`,
    after: `sh -c "$(cat lib/ssh/status.sh); print_status ${id}"; tail -n 5 /var/lib/groundcrew/runs/${id}/log`,
  });
}

it.skipIf(whyNoMountNamespace !== null)('tells a step that failed on a full disk from one that was interrupted, and why it failed', () => {
  const fill = 'begin 0 "+ fill"; dd if=/dev/zero of=/var/lib/groundcrew/data bs=4k 2>&1';
  const failed = fillDisk(`${fill} || fail $?`);
  expect(failed.seen).toMatch(/^exit=1 *$/m);
  expect(failed.seen).toMatch(/^ended=\d{13} *$/m);
  expect(failed.seen).toMatch(/No space left on device\n[\s\S]*\n! exit code 1: fill\n$/);
  // Another command has the last word, and the log has room for none of it.
  const silent = fillDisk(`${fill}; yes 'a line of the log' | head -c 5000; begin 1 "+ last"; printf '%5000s\\n' x || fail $?`);
  expect(silent.seen).toMatch(/^exit=1 *$/m);
  expect(silent.seen).toMatch(/No space left on device: the disk of \/var\/lib\/groundcrew\/runs is full[^\n]*\n! exit code 1: last\n$/);
  // Nor does it make a step fail that did what it should.
  expect(fillDisk(`${fill} || true`).seen).toMatch(/^exit=0 *$/m);
});

const withdraw = (id: string) => `sh -c "$(cat lib/ssh/status.sh lib/ssh/withdraw.sh lib/ssh/cancel.sh)" sh ${id}; `;
const systemctl = stub('systemctl', 'echo "$*" >>/opt/systemctl; [ "$1" != is-active ]');
const staged = `mkdir -p /run/staged; echo 'echo ran >>/opt/mark' >/run/staged/script; `;
const seen = (id: string) => `cat /opt/mark /opt/systemctl; cd /var/lib/groundcrew/runs/${id}; ls claim; ls -d claim?*; sh -c "$(cat ${process.cwd()}/lib/ssh/attempts.sh)"`;

describe.skipIf(whyNoMountNamespace !== null)('withdraw.sh', () => {
  const id = newId();

  it('T-SH-9 makes a start that was on its way find its attempt taken: nothing of it runs, and it counts as never claimed', () => {
    const late = inMountNamespace('ssh/attempt.sh', [id, '/run/staged', 'root'], { flags: '-c', before: systemctl + staged + withdraw(id).repeat(2), after: seen(id) });
    expect(late.stdout.match(/claimed/)).toBeNull();
    expect(late).toMatchObject({ status: 0, seen: expect.not.stringContaining('ran\n') as string });
    expect(late.seen).toContain(`stop groundcrew-${id}.service\n`);
    expect(late.seen.endsWith('withdrawn\n')).toBe(true);
    const start = inMountNamespace('ssh/start.sh', [id, 'n', 'root'], { before: systemctl + withdraw(id), after: seen(id) });
    expect(start).toMatchObject({ status: 1, stdout: expect.stringContaining('failed: it was withdrawn before it began\n') as string });
  });

  it('leaves an attempt alone that began before, and says that it did', () => {
    const begun = inMountNamespace('ssh/attempt.sh', [id, '/run/staged', 'root'], { flags: '-c', before: systemctl + staged, after: withdraw(id) + seen(id) });
    expect(begun.seen).toContain('claimed=1\n');
    expect(begun.seen).toContain('ran\n');
    expect(begun.seen).not.toContain('stop');
    expect(begun.seen.endsWith(`boot\nscript\nstarted\n${id}\n`)).toBe(true);
  });

  it('says nothing, and fails, where the disk has no room for the claim', () => {
    const full = inMountNamespace('ssh/attempt.sh', [id, '/run/staged', 'root'], {
    flags: '-c',
      before: `${systemctl}${staged}mkdir /var/lib/groundcrew; mount -t tmpfs -o nr_inodes=3 none /var/lib/groundcrew; ${withdraw(id).replace(/; $/, '')} || echo "code $?"; umount /var/lib/groundcrew`,
    });
    expect(full.stdout).toBe('code 1\n');
    expect(full.stderr).toMatch(/No space left on device/);
  });
});

it.skipIf(whyNoMountNamespace !== null)('notes when each command began, for the record of an installation', () => {
  const { seen: said } = fillDisk('begin 0 "+ one"; sleep 0.05; begin 1 "+ two"; false || fail $?; begin 2 "+ never"');
  const { commandStarts, commandIndex, exitCode, startedAt, endedAt } = parseStatus(said, { address: 'a', port: 22, login: 'root' });
  expect([commandIndex, exitCode, commandStarts.length]).toEqual([1, 1, 2]);
  const times = [startedAt, ...commandStarts, endedAt].map(Number);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(50);
});
