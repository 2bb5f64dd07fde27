import { describe, expect, it } from 'vitest';
import { conflictingPackages } from '@/lib/facts/conflicting-packages';
import { containers } from '@/lib/facts/containers';
import { docker } from '@/lib/facts/docker';
import type { ServerFact } from '@/lib/facts/fact';
import { images } from '@/lib/facts/images';
import { inMountNamespace, stub, whyNoMountNamespace } from '../../support/mount-namespace';

/** The client of Docker as it was seen on servers: $2 is the template of "version" and "info". */
const clients = {
  stopped: `case $1 in version) echo 26.1.5; exit 1 ;; info) echo 'Cannot connect to the Docker daemon. Is the docker daemon running?' >&2
case $3 in '{{json .}}') echo '{"ServerVersion":"","ServerErrors":["Cannot connect to the Docker daemon. Is the docker daemon running?"]}' ;; '{{.ServerVersion}}') echo ;; *) exit 1 ;; esac ;; *) exit 1 ;; esac`,
  warns: `echo 'WARNING: Error loading config file: /root/.docker/config.json' >&2
case $1 in version) echo 27.1.1 ;; info) case $3 in '{{json .}}') echo '{"ServerVersion":"27.1.1","Driver":"overlay2"}' ;; *) echo 27.1.1 ;; esac ;; image) exit 0 ;; esac`,
  podman: `echo 'Emulate Docker CLI using podman. Create /etc/containers/nodocker to quiet msg.' >&2
case $1 in version) echo 4.3.1 ;; info) case $3 in '{{json .}}') printf '{\\n  "host": {\\n    "arch": "amd64"\\n  }\\n}\\n' ;; '{{.ServerVersion}}') exit 125 ;; esac ;; image) exit 0 ;; ps) echo 4711 ;; inspect) echo '{"name":"of-podman"}' ;; esac`,
  broken: `echo "Error: 'overlay' is not supported over overlayfs" >&2; exit 125`,
};

describe.skipIf(whyNoMountNamespace !== null)('the questions about Docker', () => {
  it.each([
    ['a client that complains beside its document', clients.stopped, { clientVersion: '26.1.5', engine: undefined, error: 'Cannot connect to the Docker daemon', fromSnap: false }],
    ['one that warns, of an engine that answers', clients.warns, { clientVersion: '27.1.1', engine: { version: '27.1.1', storageDriver: 'overlay2' }, error: undefined }],
    ['podman under its name', clients.podman, { clientVersion: '4.3.1', engine: undefined, error: 'the command "docker" leads to podman' }],
    ['podman that does not work', clients.broken, { engine: undefined, error: "Error: 'overlay' is not supported over overlayfs" }],
  ])('docker.sh understands %s', (_name, client, wanted) => {
    expect(ask(docker, 'docker', [], stub('docker', client))).toMatchObject(wanted);
  });

  it.each([['a stopped Docker', clients.stopped], ['podman', clients.podman]])("containers.sh and images.sh take nothing of %s for a Docker's", (_name, client) => {
    expect(ask(containers, 'containers', [], stub('docker', client))).toBeUndefined();
    expect(ask(images(['one']), 'images', ['one'], stub('docker', client))).toBeUndefined();
    expect(ask(images(['one']), 'images', ['one'], stub('docker', clients.warns))).not.toBeUndefined();
  });

  it('conflicting-packages.sh tells those that are there, of Ubuntu and of Debian, and no remains of a removed one', () => {
    const query = stub('dpkg-query', `shift 3; for name; do case $name in docker.io | docker-cli | docker-buildx) echo "installed $name 1" ;; runc) echo "config-files $name 1" ;; docker-doc) echo "not-installed $name " ;; *) missing=1 ;; esac; done; exit "\${missing:-0}"`);
    expect(ask(conflictingPackages, 'conflicting-packages', [], query)).toEqual(['docker.io', 'docker-cli', 'docker-buildx'].map((name) => ({ name, version: '1' })));
  });
});

function ask<T>(fact: ServerFact<T>, name: string, args: readonly string[], before: string): T {
  const { status, stdout, stderr } = inMountNamespace(`facts/${name}.sh`, args, { before });
  return fact.parse({ exitCode: status, stdout, stderr, truncated: false, timedOut: false });
}
