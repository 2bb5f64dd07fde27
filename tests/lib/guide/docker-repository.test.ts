import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'repository-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The script with programs that write down how they were called instead of changing this machine. `key`: the fingerprint of what is fetched. */
function run(fingerprint: string, key: string, fetched = 0) {
  const log = path.join(folder, 'log');
  writeFileSync(log, '');
  const stub = (name: string, body: string) => {
    writeFileSync(path.join(folder, name), `#!/bin/sh\nprintf '%s\\n' "${name} $*" >>'${log}'\n${body}\n`);
    chmodSync(path.join(folder, name), 0o755);
  };
  stub('curl', `exit ${fetched}`);
  stub('gpg', `case "$*" in *--fingerprint*) printf 'pub:-::::\\nfpr:::::::::${key}:\\nsub:-::::\\nfpr:::::::::${fingerprint}:\\n' ;; esac`);
  stub('install', '');
  stub('apt-get', '');
  stub('apt-cache', "echo '  Candidate: 5:27'");
  stub('dpkg', 'echo amd64');
  const done = spawnSync('sh', ['-eu', 'lib/guide/installation/docker-repository.sh', 'https://apt.example.com/linux/ubuntu', fingerprint], { input: '', env: { ...process.env, PATH: `${folder}:/usr/bin:/bin`, TMPDIR: folder }, encoding: 'utf8' });
  return { ...done, calls: readFileSync(log, 'utf8').trim().split('\n') };
}

const wanted = '9DC858229FC7DD38854AE2D88D81803C0EBFCD88';
const other = 'A'.repeat(40);

describe("T-SUP-1: Docker's packages come only under the key whose fingerprint the settings name", () => {
  it('takes the key with that fingerprint', () => {
    const { status, calls, stderr } = run(wanted, wanted);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(calls.filter((call) => call.startsWith('install -m')).map((call) => call.split(' ').at(-1))).toEqual(['/etc/apt/keyrings/groundcrew-docker.gpg', '/etc/apt/sources.list.d/docker.list']);
  });

  // The fetched file also names the wanted one as a subkey's, which must not count.
  it('stops at another key before anything is put in place', () => {
    const { status, calls, stderr } = run(wanted, other);
    expect(status).toBe(43);
    expect(stderr).toContain(`${other}, not ${wanted}`);
    expect(calls.filter((call) => /^(?:install|apt-get)/.test(call))).toEqual([]);
  });

  it('stops when the key could not be fetched', () => {
    const { status, calls } = run(wanted, wanted, 6);
    expect(status).toBe(41);
    expect(calls.filter((call) => /^(?:install|apt-get|gpg)/.test(call))).toEqual([]);
  });

  it('runs nothing that was downloaded: no script of ours pipes into a shell, and beside what a check and a drill ask, only the key is fetched', () => {
    const scripts = execFileSync('find', ['lib', '-name', '*.sh'], { encoding: 'utf8' }).trim().split('\n');
    const lines = scripts.flatMap((file) => readFileSync(file, 'utf8').split('\n').filter((line) => !/^\s*#/.test(line)).map((line) => `${file}: ${line}`));
    expect(lines.filter((line) => /\|\s*(?:sudo\s+)?(?:ba|da)?sh\b/.test(line) || /\bwget\b/.test(line))).toEqual([]);
    expect(lines.filter((line) => /\bcurl\b.*--output (?!\/dev\/null)/.test(line)).map((line) => line.split(':')[0]).sort()).toEqual(['lib/facts/server-http.sh', 'lib/guide/drill/clearml.sh', 'lib/guide/installation/docker-repository.sh']);
  });
});
