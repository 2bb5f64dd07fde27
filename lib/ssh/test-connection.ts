import { isGroundcrewError } from '@/lib/core/errors';
import { formatBytes, count } from '@/lib/core/units';
import { ask as question, sudo } from '@/lib/shell/command';
import { ask } from './ask';
import { openLink } from './connect';
import type { ConnectOptions } from './connect';
import { fail, presentedHostKey, printable } from './failures';
import type { Link } from './link';
import type { HostKey, SshProfile } from './profile';

const stageNames = ['name', 'tcp', 'host-key', 'login', 'shell', 'sudo'] as const;
type StageName = (typeof stageNames)[number];

/** The shape of `connectionTest` in the contract. */
export interface ConnectionTestResult {
  ok: boolean;
  stages: { stage: StageName; outcome: 'pass' | 'fail' | 'skipped'; message: string }[];
  presented: HostKey | null;
  hostKey: 'pinned' | 'first-use' | 'changed' | 'unknown';
  remedy: string | null;
  reason: string | null;
  /** Such as "Ubuntu 22.04.4 LTS, 8 CPUs, 31.3 GiB of RAM". */
  summary: string | null;
}

/** Connects once and says how far it came. Never rejects for what the server or the network does. */
export async function testConnection(profile: SshProfile, options: ConnectOptions = {}): Promise<ConnectionTestResult> {
  const result: ConnectionTestResult = { ok: false, stages: [], presented: null, hostKey: 'unknown', remedy: null, reason: null, summary: null };
  const pass = (stage: StageName, message: string) => result.stages.push({ stage, outcome: 'pass', message });
  let link: Link | null = null;
  try {
    link = await openLink(profile, {
      ...options,
      onName: (address) => pass('name', address === profile.address ? `${address} is an IP address.` : `${profile.address} is ${address}.`),
      onTcp: () => pass('tcp', `Port ${profile.port} accepts connections.`),
      onHostKey: (key) => (result.presented = key),
    });
    result.hostKey = 'pinned';
    pass('host-key', `The host key is the confirmed one (${result.presented?.algorithm ?? 'unknown'} ${result.presented?.sha256 ?? ''}).`);
    pass('login', `${profile.login} may log in.`);
    result.summary = await machine(link);
    pass('shell', 'A shell answers.');
    pass('sudo', await rights(link));
    result.ok = true;
  } catch (error) {
    if (!isGroundcrewError(error)) throw error;
    result.remedy = error.remedy ?? null;
    result.reason = error.reason ?? null;
    if (presentedHostKey(error)) result.hostKey = error.reason === 'connection.host-key-changed' ? 'changed' : 'first-use';
    const failed = failedStage(result.stages.length, error.code, profile, result.presented);
    for (const stage of stageNames.slice(result.stages.length, stageNames.indexOf(failed))) pass(stage, stage === 'host-key' ? 'The host key is the confirmed one.' : 'Passed.');
    result.stages.push({ stage: failed, outcome: 'fail', message: error.message });
  } finally {
    link?.close();
  }
  for (const stage of stageNames.slice(result.stages.length)) result.stages.push({ stage, outcome: 'skipped', message: 'Not reached.' });
  return result;
}

/** The stage to which the error belongs: the first that has not passed, or the login once the key was accepted. */
function failedStage(passed: number, code: string, profile: SshProfile, presented: HostKey | null): StageName {
  const next = stageNames[passed] ?? 'sudo';
  if (next !== 'host-key') return next;
  return code === 'login' || (presented !== null && presented.sha256 === profile.pinnedHostKey?.sha256) ? 'login' : 'host-key';
}

async function machine(link: Link): Promise<string> {
  const [release, cpus, memory] = await ask(link, [question(['cat', '/etc/os-release']), question(['nproc']), question(['cat', '/proc/meminfo'])]);
  const name = /^PRETTY_NAME="?([^"\n]*)/m.exec(release?.stdout ?? '')?.[1];
  const kib = /^MemTotal:\s+(\d+) kB/m.exec(memory?.stdout ?? '')?.[1];
  const processors = /^\d+/.exec(cpus?.stdout ?? '')?.[0];
  return [
    name ? printable(name, 80) : 'An unknown system',
    ...(processors ? [count(Number(processors), 'CPU')] : []),
    ...(kib ? [`${formatBytes(Number(kib) * 1024)} of RAM`] : []),
  ].join(', ');
}

async function rights(link: Link): Promise<string> {
  const [answer] = await ask(link, [sudo(['id', '-u'], { effect: 'reads' })]);
  if (answer?.stdout.trim() !== '0') throw fail('sudo.failed', link.profile, { extra: answer?.stderr ?? '' });
  if (link.profile.login === 'root') return 'The login is root and needs no sudo.';
  return link.profile.sudo.kind === 'none' ? 'sudo works without a password.' : 'sudo works with the password.';
}
