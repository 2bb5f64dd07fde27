import type { Finding } from '@/lib/contract/finding';
import type { Health } from '@/lib/contract/health';
import type { WizardData } from '@/components/wizard/stages';

/** Something that needs a person. */
export interface Attention {
  key: string;
  outcome: Finding['outcome'];
  title: string;
  message: string;
  remedy: string | null;
  /** What stands beside the message: what is wanted, where the message does not say it. */
  wanted?: string | null;
  /** Since when; null where nobody watched. */
  since?: string | null;
  href: string;
  /** The verb of the link. */
  action: string;
}

const rank = { fail: 0, unknown: 1, warn: 2, pass: 3 } as const;

/**
 * What needs a person on this server, worst first: the run that stands, the host key, what the probes found,
 * and open findings of the newest checkup that no probe asks.
 */
export function attentions(server: string, { server: profile, run, failedTest, preflight, verification }: WizardData, health: Health | null = null): Attention[] {
  const base = `/servers/${server}`;
  const list: Attention[] = [];
  if (run && ['failed', 'interrupted', 'waiting', 'unknown'].includes(run.state)) {
    const outcome = run.state === 'failed' ? 'fail' : run.state === 'unknown' ? 'unknown' : 'warn';
    list.push({ key: 'run', outcome, title: run.title, message: run.sentence, remedy: null, href: `${base}/runs/${run.id}`, action: 'Open the run' });
  }
  if (failedTest) list.push({ key: 'acceptance', outcome: 'fail', title: failedTest.title, message: failedTest.sentence, remedy: null, href: `${base}/runs/${failedTest.id}`, action: 'Open the run' });
  if (profile && !profile.hostKey) {
    list.push({ key: 'host-key', outcome: 'unknown', title: 'Host key', message: 'Nobody has confirmed the host key yet, so the console does not sign in.', remedy: 'Test the connection and compare the key.', href: `${base}/install/connect`, action: 'Confirm the host key' });
  }
  const probed = health?.isWatched ? health : null;
  if (probed) list.push(...ofProbes(base, probed));
  const known = new Set((probed?.findings ?? []).filter(({ askedAt }) => askedAt !== null).map(({ id }) => id));
  const verified = verification && verification.state !== 'never' ? verification : null;
  const checkup = verified ?? (preflight && preflight.state !== 'never' ? preflight : null);
  const stage = verified ? 'verify' : 'preflight';
  const open = (checkup?.findings ?? []).filter((finding) => finding.outcome !== 'pass' && finding.askedAt !== null && !finding.override && !known.has(finding.id));
  for (const finding of open) {
    list.push({ key: finding.id, outcome: finding.outcome, title: finding.title, message: finding.message, remedy: finding.remedy, href: `${base}/install/${stage}`, action: 'Look into it' });
  }
  return list.sort((left, right) => rank[left.outcome] - rank[right.outcome]);
}

/** A server that does not answer is one thing, not as many as there are probes. What an open alert says already is said there, with its buttons. */
function ofProbes(base: string, { verdict, sentence, findings, alerts, lastContactAt }: Health): Attention[] {
  const href = `${base}/health`;
  const told = new Set(alerts.filter(({ state }) => state !== 'resolved').map(({ check }) => check));
  if (verdict === 'unreachable') return [{ key: 'unreachable', outcome: 'fail', title: 'Connection', message: sentence, remedy: 'Look whether the machine runs and whether SSH answers.', since: lastContactAt, href, action: 'Look into it' }];
  return findings
    .filter(({ outcome, askedAt }) => outcome !== 'pass' && askedAt !== null)
    .filter(({ id }) => !told.has(id))
    .map(({ id, outcome, title, message, remedy, wanted, since }) => ({ key: id, outcome, title, message, remedy, wanted, since, href, action: 'Look into it' }));
}
