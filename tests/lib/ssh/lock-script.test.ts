import { describe, expect, it } from 'vitest';
import { inMountNamespace, stub, whyNoMountNamespace } from '../../support/mount-namespace';

const held = (run: string, systemctl = 'true') => `${stub('systemctl', systemctl)}mkdir -p /var/lib/groundcrew/lock; echo ${run} >/var/lib/groundcrew/lock/run; echo '{"run":"${run}"}' >/var/lib/groundcrew/lock/holder\n`;
const breakLock = (before: string, run: string) => inMountNamespace('ssh/lock.sh', ['break', run], { before, after: 'cd /var/lib/groundcrew; find . -name run; ls' });

describe.skipIf(whyNoMountNamespace !== null)('lock.sh break', () => {
  it('removes the lock of the run that was named, and no other', () => {
    expect(breakLock(held('mine'), 'mine')).toMatchObject({ status: 0, stdout: 'broken\n', seen: '' });
    expect(breakLock(held('theirs'), 'mine')).toMatchObject({ status: 0, stdout: 'held\n{"run":"theirs"}\n', seen: './lock/run\nlock\n' });
    expect(breakLock(held('theirs'), '')).toMatchObject({ stdout: 'held\n{"run":"theirs"}\n' });
    expect(breakLock(`${stub('systemctl', 'true')}mkdir -p /var/lib/groundcrew`, 'mine')).toMatchObject({ status: 0, stdout: 'broken\n', seen: '' });
  });

  it('removes none while a unit runs', () => {
    expect(breakLock(held('mine', 'echo groundcrew-a.service'), 'mine')).toMatchObject({ status: 0, stdout: 'busy\n', seen: './lock/run\nlock\n' });
  });
});
