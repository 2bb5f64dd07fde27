import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lockTestHosts } from '../support/host-lock';

/** Real engines (a, b: each with a cache folder of its own), in a network and a mount namespace of their own: what they leave there is nobody's. */
let folder: string;
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'gc-engine-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const prelude = `
cd "$1"; ip link set lo up; export DOCKER_HOST=unix://$1/none
host() { local cache=$1; shift; GROUNDCREW_HOST_CACHE=$PWD/$cache "$TOOL" "$@" 2>&1; }
machine() { ip -o link | sed 's/ state.*//'; iptables-save | sed -n 's/ \\[.*//; / ACCEPT$/d; /^[:-]/p'; cat /proc/sys/net/ipv4/ip_forward /proc/sys/vm/overcommit_memory; grep -c "$PWD/b/" /proc/self/mountinfo || true; }
end() { for file in "$PWD"/*/engine/docker.pid "$PWD"/*/engine/exec/containerd/containerd.pid; do [ ! -e "$file" ] || kill -9 "$(cat "$file")" 2>/dev/null || true; done; for pid in $(pgrep -f -- "-address $PWD/"; pgrep -fx '/bin/sleep 5432'); do kill -9 "$pid" || true; done; }
trap end EXIT
not() { if "$@"; then echo "succeeded: $*"; exit 9; fi; }
bridge() { ip -o -4 addr show to 10.213.7.0/24 | awk '{ print $2 }'; }
kill_engine() { for file in docker.pid exec/containerd/containerd.pid; do kill -9 "$(cat "$1/engine/$file")"; done; while kill -0 "$(cat "$1/engine/docker.pid")" 2>/dev/null && ! grep -q '^State:.Z' "/proc/$(cat "$1/engine/docker.pid")/status"; do sleep 0.1; done; }
`;
/** The words before a program that is to run in a network and a mount namespace of its own. */
const [enter = '', ...options] = ['unshare', '-n', '-m'];
function scene(text: string): { status: number | null; said: string } {
  const done = spawnSync(enter, [...options, 'bash', '-euo', 'pipefail', '-c', prelude + text, 'scene', folder], {
    encoding: 'utf8', env: { ...process.env, LC_ALL: 'C', TOOL: path.resolve('tests/host/host'), GROUNDCREW_HOST_SUBNET: '10.213.7' },
  });
  return { status: done.status, said: done.stdout + done.stderr };
}

const able = process.platform === 'linux' && process.getuid?.() === 0 && spawnSync(enter, [...options, 'sh', '-c', 'command -v dockerd && command -v iptables']).status === 0;
describe.skipIf(!able)('the private engine', () => {
  // Kernel settings and rules of the network are the whole machine's: no server may run beside it.
  beforeAll(async () => {
    await lockTestHosts('shared');
    await lockTestHosts('own');
  });

  test('takes away what an engine of another folder left when it was killed, and leaves nothing itself', () => {
    const { status, said } = scene(`
      machine >before
      host a engine-up; left=$(bridge); kill_engine a
      host b engine-up >said; grep -q "removing $left and its rules" said
      [ "$(bridge)" != "$left" ] && [ "$(bridge | wc -l)" = 1 ]
      iptables-save >rules; not grep -e "$left" rules
      echo $((1 - $(cat /proc/sys/vm/overcommit_memory))) >/proc/sys/vm/overcommit_memory
      host b engine-down; machine >after; diff before after; echo as before`);
    expect(said).toContain('as before');
    expect(status).toBe(0);
  });

  test('leaves a live engine alone, and says whose network it is', () => {
    const { status, said } = scene(`
      host a engine-up; machine >before; theirs=$(bridge)
      not host b engine-up >said
      machine >after; diff before after
      pid=$(cat a/engine/docker.pid); echo "theirs: $theirs"; cat said; echo "$pid is theirs"
      rm -rf a 2>/dev/null || true; not host b engine-up # its folder is gone, it is not
      kill "$pid"; while [ -e "/proc/$pid/exe" ]; do sleep 0.1; done
      host b engine-up; host b engine-down`);
    const theirs = /theirs: (br-\w+)/.exec(said)?.[1];
    const pid = /(\d+) is theirs/.exec(said)?.[1];
    expect(said).toContain(`${theirs} has the network 10.213.7.0/24 and belongs to the engine with the process number ${pid}, which runs; end that: GROUNDCREW_HOST_CACHE=${folder}/a tests/host/host engine-down`);
    expect(said).toContain(`which runs; end that: kill ${pid}`);
    expect(said).toContain(`removing ${theirs} and its rules`);
    expect(said).toContain('GROUNDCREW_HOST_SUBNET=10.213.8');
    expect(status).toBe(0);
  });

  test('starts nothing where another interface has its network', () => {
    const { status, said } = scene(`
      ip link add vpn0 type bridge; ip addr add 10.213.7.5/16 dev vpn0; machine >before
      not host b engine-up
      not test -e b/engine/docker.pid; machine >after; diff before after`);
    expect(said).toContain('vpn0 has an address of 10.213.7.0/24');
    expect(status).toBe(0);
  });

  test('that was killed is put away by engine-down, with the containers that went on', () => {
    const { status, said } = scene(`
      machine >before
      host b engine-up
      ours() { docker -H "unix://$PWD/b/engine/docker.sock" "$@"; }
      tar -ch /bin/sleep $(ldd /bin/sleep | grep -o '/[^ ]*') 2>/dev/null | ours import - one >/dev/null
      ours run -d --stop-signal KILL --label org.groundcrew.host=server --network groundcrew-host -p 127.0.0.9:4040:4040 one /bin/sleep 5432 >/dev/null
      kill_engine b; pgrep -fx '/bin/sleep 5432' >/dev/null && echo 'it went on'
      not host a engine-up
      host b engine-down; machine >after; diff before after; not pgrep -fx '/bin/sleep 5432'; echo as before`);
    expect(said).toContain('it went on');
    expect(said).toContain(`End them: GROUNDCREW_HOST_CACHE=${folder}/b tests/host/host engine-down`);
    expect(said).toContain('as before');
    expect(status).toBe(0);
  });
});
