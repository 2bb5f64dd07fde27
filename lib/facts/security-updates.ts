import { seconds } from '@/lib/core/units';
import { printed, wholeNumber } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

export interface SecurityUpdates {
  /** Names of packages with an update from a security archive. */
  readonly security: readonly string[];
  /** All packages with an update. */
  readonly all: number;
  /** Seconds since apt's lists were fetched; `undefined` when there are none. */
  readonly listsAge: number | undefined;
}

/** The updates that the server knows of (apt-get(8), --simulate). */
export const securityUpdates: ServerFact<SecurityUpdates> = {
  from: 'server',
  id: 'security-updates',
  command: reading('security-updates', [], 'login', 'Which security updates wait'),
  timeout: seconds(120),
  parse(answer) {
    const text = printed(answer, 'its updates');
    const now = wholeNumber(/^now (\d+)$/m.exec(text)?.[1], 'its updates');
    const lists = /^lists (\d{1,15})$/m.exec(text)?.[1];
    // "Inst libssl3 [3.0.2-0ubuntu1.9] (3.0.2-0ubuntu1.10 Ubuntu:22.04/jammy-updates, Ubuntu:22.04/jammy-security [amd64])"
    const packages = [...text.matchAll(/^Inst ([a-z0-9][\w.+:-]{0,100}) (?:\[[^\]\n]{1,100}\] )?\(([^)\n]{1,400})\)/gm)];
    return {
      security: packages.flatMap(([, name = '', from = '']) => (/[/-]security\b|Security/.test(from) ? [name] : [])),
      all: packages.length,
      listsAge: lists === undefined ? undefined : Math.max(0, now - Number(lists)),
    };
  },
};
