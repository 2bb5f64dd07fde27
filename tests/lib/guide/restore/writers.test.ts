import { describe, expect, it } from 'vitest';
import { inMountNamespace, stub, whyNoMountNamespace } from '@/tests/support/mount-namespace';

const id = (digit: string) => digit.repeat(64);
const containers = `${id('a')} mongo\n${id('b')} apiserver\n${id('c')} fileserver`;
const docker = (ps: string) => stub('docker', `echo "$*" >>/opt/asked; case $1 in ps) ${ps} ;; esac`);
const after = 'cat /var/lib/groundcrew/receipts/restore-stopped; echo; grep -v ^ps /opt/asked';

describe.skipIf(whyNoMountNamespace !== null)(`what writes is stopped and started${whyNoMountNamespace === null ? '' : ` (skipped: ${whyNoMountNamespace})`}`, () => {
  it('but for the databases, and what that was is remembered first', () => {
    const { status, seen } = inMountNamespace('guide/restore/writers-stopped.sh', ['/opt/clearml', 'restore-stopped'], { before: docker(`printf '%s\\n' '${containers.replaceAll('\n', "' '")}'`), after });
    expect([status, seen.trim().split('\n')]).toEqual([0, ['apiserver fileserver ', `stop --time 60 ${id('b')} ${id('c')}`]]);
  });

  it('not, with an error, where Docker does not tell what runs: that is no proof that nothing writes', () => {
    const { status, stderr, seen } = inMountNamespace('guide/restore/writers-stopped.sh', ['/opt/clearml', 'restore-stopped'], { before: docker('exit 1'), after });
    expect([status, stderr, seen.trim()]).toEqual([61, expect.stringContaining('Docker does not tell which containers run'), '']);
  });

  it.each([['', 'so nothing was started'], ['apiserver ', 'ClearML was started, and does not answer after 0 seconds']])('again, and what does not answer then is told by what was stopped: "%s"', (stopped, said) => {
    const before = `${docker('echo c0ffee')}mkdir -p /opt/clearml /var/lib/groundcrew/receipts; printf '%s' '${stopped}' >/var/lib/groundcrew/receipts/restore-stopped`;
    const { status, stderr } = inMountNamespace('guide/restore/writers-started.sh', ['/opt/clearml', 'restore-stopped backup-stopped', '0', '- 200 http://127.0.0.1:9/', '--', 'docker', 'compose'], { before });
    expect([status, stderr]).toEqual([61, expect.stringContaining(said)]);
  });

  it('again, exactly: what was not stopped need not run or answer, and where nothing was stopped nothing is asked', () => {
    const before = `${stub('docker', `echo "$*" >>/opt/asked; case $* in *status=*) ;; ps*service=apiserver*) echo a1 ;; ps*) echo b2 ;; esac`)}mkdir -p /opt/clearml /var/lib/groundcrew/receipts; printf 'apiserver worker ' >/var/lib/groundcrew/receipts/backup-stopped`;
    const args = ['/opt/clearml', 'backup-stopped', '0', 'webserver 200 http://127.0.0.1:9/', '--', 'docker', 'compose'];
    const again = inMountNamespace('guide/restore/writers-started.sh', args, { before, after: 'grep ^start /opt/asked; ls /var/lib/groundcrew/receipts' });
    expect([again.status, again.stdout, again.seen]).toEqual([0, 'Runs and answers again: apiserver worker \n', 'start a1 b2\n']);
    const nothing = inMountNamespace('guide/restore/writers-started.sh', args, { before: stub('docker', 'exit 1') });
    expect([nothing.status, nothing.stdout]).toEqual([0, 'Nothing had been stopped.\n']);
  });

  it('once more where one ends after all, as one does that was just being stopped', () => {
    const before = `${stub('docker', `echo "$*" >>/opt/asked; case $* in *status=*) if [ "$(grep -c ^start /opt/asked)" = 1 ]; then echo 'a1 apiserver'; echo 'c3 other'; fi ;; ps*) echo a1 ;; esac`)}mkdir -p /opt/clearml /var/lib/groundcrew/receipts; echo apiserver >/var/lib/groundcrew/receipts/backup-stopped`;
    const { status, seen } = inMountNamespace('guide/restore/writers-started.sh', ['/opt/clearml', 'backup-stopped', '9', '--', 'docker', 'compose'], { before, after: 'grep ^start /opt/asked; ls /var/lib/groundcrew/receipts' });
    expect([status, seen]).toEqual([0, 'start a1\nstart a1\n']);
  });

  it('not, with an error, while Docker does not answer: just after the machine has started it may come yet', () => {
    const before = `${stub('docker', 'exit 1')}mkdir -p /opt/clearml /var/lib/groundcrew/receipts; echo apiserver >/var/lib/groundcrew/receipts/backup-stopped`;
    const { status, stderr, seen } = inMountNamespace('guide/restore/writers-started.sh', ['/opt/clearml', 'backup-stopped', '0', '--', 'docker', 'compose'], { before, after: 'cat /var/lib/groundcrew/receipts/backup-stopped' });
    expect([status, stderr, seen]).toEqual([61, expect.stringContaining('Docker does not answer, so nothing was started.'), 'apiserver\n']);
  });
});
