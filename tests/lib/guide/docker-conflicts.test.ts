import { describe, expect, it } from 'vitest';
import { inMountNamespace, stub, whyNoMountNamespace } from '../../support/mount-namespace';

/** apt-get that would remove these, as it tells it when asked to simulate. */
const apt = (...removed: string[]) => stub('apt-get', `if [ "$1" = -s ]; then printf 'Remv %s [1.0]\\n' ${removed.join(' ')}; else echo "$*" >>/opt/said; fi`);
const run = (before: string, ...names: string[]) => inMountNamespace('guide/installation/docker-conflicts.sh', names, { before, after: 'cat /opt/said' });

describe.skipIf(whyNoMountNamespace !== null)('docker-conflicts.sh', () => {
  it('uninstalls what was named and keeps its files', () => {
    expect(run(apt('docker.io', 'runc:amd64'), 'docker.io', 'runc')).toMatchObject({ status: 0, seen: 'remove -y -o DPkg::Lock::Timeout=300 -- docker.io runc\n' });
  });

  it('uninstalls nothing when apt would take another along that nobody was shown', () => {
    expect(run(apt('docker.io', 'runc', 'kubelet'), 'docker.io', 'runc')).toMatchObject({ status: 45, seen: '', stderr: expect.stringContaining('would also uninstall: kubelet. Nothing was uninstalled.') as string });
  });
});
