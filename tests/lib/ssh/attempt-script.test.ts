import { expect, it } from 'vitest';
import { newId } from '@/lib/core/ids';
import { inMountNamespace, whyNoMountNamespace } from '../../support/mount-namespace';

/** Runs attempt.sh on a disk of that size. The script of 100 kB leaves a mark with its first line. */
function attemptOn(size: string) {
  const id = newId();
  return inMountNamespace('ssh/attempt.sh', [id, '/run/staged', 'root'], {
    before: `mkdir /var/lib/groundcrew /run/staged; mount -t tmpfs -o size=${size} none /var/lib/groundcrew
      { echo 'echo begun >/opt/mark'; for n in $(seq 2000); do echo '# forty-nine characters that only take up space ...'; done; echo 'echo whole >>/opt/mark'; } >/run/staged/script`,
    after: `cd /var/lib/groundcrew/runs/${id}; cat /opt/mark; ls -d claim* exit; cat exit`,
  });
}

it.skipIf(whyNoMountNamespace !== null)('runs a whole script or, where the disk is full, nothing of it: then it is not claimed', () => {
  expect(attemptOn('10m')).toMatchObject({ status: 0, seen: 'begun\nwhole\nclaim\nexit\n0\n' });
  const full = attemptOn('32k');
  expect(full.status).toBe(1);
  expect(full.stderr).toMatch(/No space left on device/);
  expect(full.seen).toBe('');
});
