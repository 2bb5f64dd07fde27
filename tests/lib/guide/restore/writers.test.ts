import { describe, expect, it } from 'vitest';
import { inMountNamespace, stub, whyNoMountNamespace } from '@/tests/support/mount-namespace';

const id = (digit: string) => digit.repeat(64);
const containers = `${id('a')} mongo\n${id('b')} apiserver\n${id('c')} fileserver`;
const docker = (ps: string) => stub('docker', `echo "$*" >>/opt/asked; case $1 in ps) ${ps} ;; esac`);
const after = 'cat /var/lib/groundcrew/receipts/restore-stopped; echo; grep -v ^ps /opt/asked';

describe.skipIf(whyNoMountNamespace !== null)(`what writes is stopped and started${whyNoMountNamespace === null ? '' : ` (skipped: ${whyNoMountNamespace})`}`, () => {
  it('but for the databases, and what that was is remembered first', () => {
    const { status, seen } = inMountNamespace('guide/restore/writers-stopped.sh', ['/opt/clearml'], { before: docker(`printf '%s\\n' '${containers.replaceAll('\n', "' '")}'`), after });
    expect([status, seen.trim().split('\n')]).toEqual([0, ['apiserver fileserver ', `stop --time 60 ${id('b')} ${id('c')}`]]);
  });

  it('not, with an error, where Docker does not tell what runs: that is no proof that nothing writes', () => {
    const { status, stderr, seen } = inMountNamespace('guide/restore/writers-stopped.sh', ['/opt/clearml'], { before: docker('exit 1'), after });
    expect([status, stderr, seen.trim()]).toEqual([61, expect.stringContaining('Docker does not tell which containers run'), '']);
  });

  it.each([['', 'so nothing was started'], ['apiserver ', 'ClearML was started, and does not answer after 0 seconds']])('again, and what does not answer then is told by what was stopped: "%s"', (stopped, said) => {
    const before = `${docker('echo c0ffee')}mkdir -p /opt/clearml /var/lib/groundcrew/receipts; printf '%s' '${stopped}' >/var/lib/groundcrew/receipts/restore-stopped`;
    const { status, stderr } = inMountNamespace('guide/restore/writers-started.sh', ['/opt/clearml', '0', '200 http://127.0.0.1:9/', '--', 'docker', 'compose'], { before });
    expect([status, stderr]).toEqual([61, expect.stringContaining(said)]);
  });
});
