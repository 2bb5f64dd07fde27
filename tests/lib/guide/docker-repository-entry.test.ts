import { describe, expect, it } from 'vitest';
import { inMountNamespace, stub, whyNoMountNamespace } from '../../support/mount-namespace';

const url = 'https://apt.example.com/linux/ubuntu';
const fingerprint = '9DC858229FC7DD38854AE2D88D81803C0EBFCD88';
const programs = `mount -t tmpfs none /etc/apt; mkdir /etc/apt/sources.list.d; ${[
  stub('curl', 'true'), stub('gpg', `case "$*" in *--fingerprint*) printf 'pub:-::::\\nfpr:::::::::${fingerprint}:\\n' ;; esac`),
  stub('apt-get', 'true'), stub('apt-cache', "echo '  Candidate: 5:27'"), stub('dpkg', 'echo amd64'),
].join('')}`;
const entry = `deb [signed-by=/etc/apt/keyrings/docker.asc] ${url} jammy stable`;
const sources = (...more: string[]) => ['Types: deb', `URIs: ${url}`, 'Suites: jammy', 'Components: stable', ...more].join('\n');

/** The files of sources.list.d that name the repository afterwards. */
function named(file: string, content: string) {
  const { status, stdout, stderr, seen } = inMountNamespace('guide/installation/docker-repository.sh', [url, fingerprint], {
    before: `${programs}cat >'/etc/apt/${file}' <<'END'\n${content}\nEND\n`,
    after: 'ls /etc/apt/sources.list.d',
  });
  expect([status, stderr]).toEqual([0, '']);
  return { said: stdout.includes('already named'), files: seen.trim().split('\n') };
}

describe.skipIf(whyNoMountNamespace !== null)('docker-repository.sh', () => {
  it.each([
    ['sources.list', entry],
    ['sources.list.d/own.list', `# ours\n${entry}`],
    ['sources.list.d/own.sources', sources()],
    ['sources.list.d/own.sources', `Types: deb\nURIs: http://else/\nEnabled: no\n\n${sources('Enabled: yes')}`],
  ])('leaves an entry that apt reads: %s', (file, content) => {
    expect(named(file, content)).toMatchObject({ said: true, files: expect.not.arrayContaining(['docker.list']) as unknown });
  });

  it.each([
    ['sources.list.d/docker.list.save', entry],
    ['sources.list.d/docker.list.distUpgrade', entry],
    ['sources.list.d/own.list', `# ${entry} # disabled on upgrade to jammy\n  #${entry}`],
    ['sources.list.d/own.sources', sources('Enabled: no')],
    ['sources.list.d/own.sources', sources().replaceAll(/^/gm, '# ')],
  ])('adds the repository where apt does not read it: %s', (file, content) => {
    expect(named(file, content)).toMatchObject({ said: false, files: expect.arrayContaining(['docker.list']) as unknown });
  });
});
