import { describe, expect, it } from 'vitest';
import { probableCause } from '@/lib/guide/failure-causes';

/** Lines as the programs printed them; where a step stands, it is the one that printed it. */
const known: readonly (readonly [step: string, line: string, cause: string])[] = [
  ['docker-login', 'Error response from daemon: Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password', 'registry refuses'],
  ['docker-login', 'Error response from daemon: login attempt to https://registry.example/v2/ failed with status: 401 Unauthorized', 'registry refuses'],
  ['compose-pull', 'Error response from daemon: pull access denied for allegroai/x, repository does not exist or may require \'docker login\': denied: requested access to the resource is denied', 'registry refuses'],
  ['compose-pull', 'Error response from daemon: manifest for redis:99 not found: manifest unknown: manifest unknown', 'tag does not exist'],
  ['compose-pull', 'failed to register layer: Error processing tar file(exit status 1): write /usr/lib/x.so: no space left on device', 'disk of the server is full'],
  ['compose-pull', 'Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host', "registry can't be reached"],
  ['docker-login', 'Error response from daemon: Get "https://registry.example/v2/": dial tcp 10.0.0.3:443: connect: no route to host', "registry can't be reached"],
  ['compose-pull', 'Error response from daemon: Get "https://registry-1.docker.io/v2/": x509: certificate signed by unknown authority', 'does not trust a certificate'],
  ['compose-up', 'Error response from daemon: driver failed programming external connectivity on endpoint allegro-webserver: Bind for 0.0.0.0:8080 failed: port is already allocated', 'port of ClearML is taken'],
  ['compose-up', 'Error starting userland proxy: listen tcp4 0.0.0.0:8080: bind: address already in use', 'port of ClearML is taken'],
  ['compose-up', 'Error response from daemon: Conflict. The container name "/allegro-redis" is already in use by container "abc".', 'has the name that ClearML needs'],
  ['compose-config', 'yaml: line 3: mapping values are not allowed in this context', 'Compose does not accept'],
  ['compose-config', "validating /opt/allegro/docker-compose.override.yml: (root) Additional property webserver is not allowed", 'Compose does not accept'],
  ['compose-config', 'error while interpolating services.apiserver.image: required variable APISERVER_TAG is missing a value: err', 'variable that constants.env does not have'],
  ['docker-ce', 'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 4711 (unattended-upgr)', 'Another process installs'],
  ['docker-ce', "E: dpkg was interrupted, you must manually run 'sudo dpkg --configure -a' to correct the problem.", 'broken off'],
  ['compose', " trying to overwrite '/usr/libexec/docker/cli-plugins/docker-buildx', which is also in package docker-buildx 0.13.1+ds1-3", 'has the same file'],
  ['docker-ce', 'Uninstalling docker.io runc would also uninstall: kubelet. Nothing was uninstalled.', "needs Ubuntu's Docker"],
  ['docker-ce', 'The key of the apt repository could not be fetched from http://apt.example/gpg.', "apt repository can't be reached"],
  ['docker-ce', 'The key of the apt repository has the fingerprint AAAA, not BBBB. Nothing was installed.', 'not the expected one'],
  ['docker-ce', 'E: Unable to locate package docker-ce', "apt repository can't be reached"],
  ['hello-world', 'docker: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?.', 'Docker does not run'],
  ['web-access', 'The server has no curl to ask with.', 'curl is not installed'],
  ['web-access', 'http://localhost:8080/ did not answer with HTTP 200 within 600 seconds; the last answer was 502.', 'did not answer in time'],
  ['compose-up', 'max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]', 'too low for Elasticsearch'],
  ['docker-ce', 'sudo: a password is required', 'sudo refuses'],
  ['compose-up', 'Container 1234 is restarting, wait until the container is running', 'does not stay up'],
  ['files', '! exit code 137: sh guide/backups/configuration-verified.sh', 'killed: by somebody, or because'],
  ['files', 'fork: Cannot allocate memory', 'ran out of memory'],
  ['files', 'install: cannot create regular file: Read-only file system', 'read-only'],
];

describe('the probable cause', () => {
  it.each(known)('of %s: %s', (step, line, cause) => {
    const found = probableCause(`installation/${step}`, ['Some line before', line, '', 'exit code 1']);
    expect(found?.cause).toContain(cause);
    expect(found?.remedy).toMatch(/\.$/);
  });

  it('is the newest when there are several', () => {
    expect(probableCause('installation/compose-up', ['port is already allocated', 'no space left on device'])?.cause).toContain('full');
  });

  it('is null for what is not known, and is not confused by hostile output', () => {
    expect(probableCause('installation/compose-up', ['Something else went wrong', '\u001b[31m', 'a'.repeat(1_000_000), ''])).toBeNull();
    expect(probableCause('installation/compose-up', [])).toBeNull();
    // A container's name must not make apt look guilty.
    expect(probableCause('installation/compose-up', ['Unable to locate package docker-ce'])).toBeNull();
  });
});
