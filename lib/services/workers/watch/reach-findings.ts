import type { Finding } from '@/lib/contract/finding';
import type { GroundcrewError } from '@/lib/core/errors';
import type { Probe } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import { reachServer, reachSudo } from './reach-probes';

const toFinding = ({ id, title, chapter }: Probe<Inputs>, now: number): Omit<Finding, 'outcome' | 'message' | 'remedy'> => ({ id, title, chapter, guide: null, actual: null, wanted: null, askedFrom: 'console', askedAt: new Date(now).toISOString(), repair: null, evidence: [], override: null });

/** Of an answer: it was reached. */
export const reached = (now: number): Finding => ({ ...toFinding(reachServer, now), outcome: 'pass', message: 'The server answers.', remedy: null });

/** Errors after which the console does not try again by itself: that would only lock the account out. */
const needsPerson: readonly GroundcrewError['code'][] = ['login', 'host_key', 'sudo'];

/** Of a connection that failed. @param error its texts are redacted already */
export function notReached(error: GroundcrewError, now: number): Finding {
  const again = needsPerson.includes(error.code) ? ' The console does not try again by itself.' : '';
  return { ...toFinding(reachServer, now), outcome: 'fail', message: `${error.message}${again}`, remedy: error.remedy ?? 'Look whether the machine runs and whether its network can be reached from here. The console keeps asking.' };
}

/** Of commands of root. @param error why sudo did not run them; null: it did */
export function sudoWorks(error: GroundcrewError | null, now: number): Finding {
  if (error === null) return { ...toFinding(reachSudo, now), outcome: 'pass', message: 'sudo runs what the console asks as root.', remedy: null };
  return { ...toFinding(reachSudo, now), outcome: 'fail', message: `${error.message} The console does not try again by itself.`, remedy: error.remedy ?? 'Correct the sudo password in the profile of the server, or its rule on the server; then ask again.' };
}
