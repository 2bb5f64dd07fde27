import { describe, expect, it } from 'vitest';
import { previousInstallations } from '@/lib/facts/previous-installations';
import { inMountNamespace, stub, whyNoMountNamespace, type Scene } from '../../support/mount-namespace';

const base = '/opt/allegro';

describe.skipIf(whyNoMountNamespace !== null)('previous-installations.sh', () => {
  it('sees a base behind a symbolic link, and one that leads nowhere yet', () => {
    expect(ask({ before: 'mkdir -p /mnt/data/allegro/data; echo x >/mnt/data/allegro/data/db; ln -s /mnt/data/allegro /opt/allegro' })).toEqual([{ base, files: null, bytes: null, newest: null, mounts: [], link: '/mnt/data/allegro' }]);
    expect(ask({ before: 'ln -s /nowhere /opt/allegro' })).toMatchObject([{ link: '/nowhere' }]);
  });

  it('never takes what could not be told in time for nothing, nor a part for the whole, and says what its disks hold at most', () => {
    const before = 'mkdir -p /opt/allegro; echo x >/opt/allegro/db\n';
    const unknown = { base, files: null, bytes: expect.any(Number) as number, mounts: [] };
    expect(ask({ before: before + stub('find', 'exit 124') })).toEqual([{ ...unknown, newest: null }]);
    expect(ask({ before: before + stub('find', 'case "$*" in *quit*) echo /opt/allegro/db ;; *maxdepth*) echo 1700000000.0 ;; *) echo "1 1700000000.0"; exit 124 ;; esac') })).toEqual([{ ...unknown, newest: 1_700_000_000_000 }]);
    expect(ask({ before: before + stub('find', 'exit 1') })).toEqual([{ ...unknown, newest: null }]);
    expect(ask({ before: before + stub('find', 'exit 1') + stub('df', 'exit 1') })).toEqual([{ ...unknown, bytes: null, newest: null }]);
  });

  it('counts what is there, and files that vanish meanwhile do not matter', () => {
    expect(ask({ before: 'mkdir -p /opt/allegro/data /opt/allegro/lost+found; : >/opt/allegro/lost+found/x' })).toMatchObject([{ files: 0 }]);
    const before = 'mkdir -p /opt/allegro/data; printf 12345 >/opt/allegro/data/db; printf 1 >/opt/allegro/.env\n';
    expect(ask({ before })).toMatchObject([{ files: 2, bytes: 6 }]);
    expect(ask({ before: before + stub('find', '/usr/bin/find "$@"; exit 1') })).toMatchObject([{ files: 2, bytes: 6 }]);
  });
});

function ask(scene: Scene): unknown {
  const { status, stdout, stderr } = inMountNamespace('facts/previous-installations.sh', ['/opt/clearml', base], scene);
  return previousInstallations(['/opt/clearml', base]).parse({ exitCode: status, stdout, stderr, truncated: false, timedOut: false });
}
