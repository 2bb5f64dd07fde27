import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const isRoot = process.getuid?.() === 0;
/** The words before a program that is to run in a mount namespace of its own. */
export const enterNamespace: readonly string[] = isRoot ? ['unshare', '-m'] : ['unshare', '-r', '-m'];

/** Why no mount namespace of its own can be made here; null when one can. */
export const whyNoMountNamespace = ((): string | null => {
  const [program = '', ...words] = [...enterNamespace, 'mount', '-t', 'tmpfs', 'none', '/opt'];
  return spawnSync(program, words).status === 0 ? null : 'this machine makes no mount namespaces for tests';
})();

export interface Scene {
  /** Shell text that furnishes the place before: /opt, /run, /mnt and /var/lib are empty there. $1 is a folder first on PATH, for stubs. */
  readonly before?: string;
  /** Shell text whose output is `seen`. */
  readonly after?: string;
  /** `-euc`, as scripts of the guide are run, unless said otherwise. */
  readonly flags?: string;
}

/** Runs a script of lib/ as the server would, where /opt, /run and /var/lib are nobody's: a bug destroys nothing of this machine. */
export function inMountNamespace(file: string, args: readonly string[], { before = '', after = '', flags = '-euc' }: Scene): { status: number | null; stdout: string; stderr: string; seen: string } {
  const text = `mount -t tmpfs none /opt; mount -t tmpfs none /var/lib; mount -t tmpfs none /run; mount -t tmpfs none /mnt; mkdir /mnt/bin; PATH=/mnt/bin:$PATH
before=$1 after=$2 flags=$3 script=$4 name=$5; shift 5
( set -- /mnt/bin; eval "$before" )
code=0; sh "$flags" "$script" "$name" "$@" || code=$?
echo '=== seen'; ( set +e; eval "$after" ) || true; exit "$code"`;
  const [program = '', ...words] = [...enterNamespace, 'sh', '-euc', text, 'scene', before, after, flags, readFileSync(path.join('lib', file), 'utf8'), path.basename(file), ...args];
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  const [said = '', seen = ''] = stdout.split('=== seen\n');
  return { status, stdout: said, stderr, seen };
}

/** Shell text for a program of that name, first on PATH. */
export const stub = (name: string, text: string): string => `cat >"$1/${name}" <<'END'\n#!/bin/sh\n${text}\nEND\nchmod +x "$1/${name}"\n`;
