import { describe, expect, it } from 'vitest';
import { inMountNamespace, stub, whyNoMountNamespace } from '../../support/mount-namespace';

const left = `mkdir -p /var/lib/groundcrew/runs/a/claim /var/lib/groundcrew/receipts /run/groundcrew/a
echo /opt/allegro >/var/lib/groundcrew/receipts/installation; echo x >/var/lib/groundcrew/receipts/compose-up
`;
const lockOf = (run: string) => `mkdir /var/lib/groundcrew/lock; echo ${run} >/var/lib/groundcrew/lock/run; echo '{"run":"${run}"}' >/var/lib/groundcrew/lock/holder\n`;
const idle = stub('systemctl', 'true');
const clear = (before: string, ...args: string[]) => inMountNamespace('ssh/clear.sh', args, { before, after: 'cd /; find var/lib/groundcrew run/groundcrew ! -type d 2>/dev/null | sort; ls -d var/lib/groundcrew/runs/a run/groundcrew 2>/dev/null' });

describe.skipIf(whyNoMountNamespace !== null)('clear.sh', () => {
  it('keeps the note that ClearML is installed, so that no console takes it for a previous installation', () => {
    expect(clear(idle + left)).toMatchObject({ status: 0, stdout: 'cleared\n', seen: 'var/lib/groundcrew/receipts/installation\n' });
    expect(clear(idle + left + lockOf('mine'), 'mine')).toMatchObject({ stdout: 'cleared\n', seen: 'var/lib/groundcrew/receipts/installation\n' });
    expect(clear(`${idle}mkdir -p /var/lib/groundcrew/runs/a`)).toMatchObject({ status: 0, stdout: 'cleared\n', seen: '' });
    expect(clear(idle)).toMatchObject({ status: 0, stdout: 'cleared\n', seen: '' });
  });

  it("touches nothing under another's lock, nor while a unit runs", () => {
    for (const args of [[], ['mine']]) {
      const { stdout, seen } = clear(idle + left + lockOf('theirs'), ...args);
      expect(stdout).toBe('held\n{"run":"theirs"}\n');
      expect(seen.split('\n')).toEqual(expect.arrayContaining(['var/lib/groundcrew/lock/run', 'var/lib/groundcrew/receipts/compose-up', 'var/lib/groundcrew/runs/a', 'run/groundcrew']));
    }
    const busy = clear(stub('systemctl', 'echo groundcrew-a.service') + left);
    expect(busy.stdout).toBe('busy\n');
    expect(busy.seen.split('\n')).toEqual(['var/lib/groundcrew/receipts/compose-up', 'var/lib/groundcrew/receipts/installation', 'run/groundcrew', 'var/lib/groundcrew/runs/a', '']);
  });
});
