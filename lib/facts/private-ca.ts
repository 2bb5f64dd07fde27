import { printed } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

export interface PrivateCa {
  /** `true` when the system has a bundle of authorities to build on. */
  readonly system: true | undefined;
  /** Of the certificates that were added; `undefined` when none were. */
  readonly sha256: string | undefined;
  /** Whether the bundle is the system's authorities as they are now, and those. */
  readonly isCurrent: boolean;
}

/** The bundle of certificate authorities for the containers at `path`. */
export function privateCa(path: string): ServerFact<PrivateCa> {
  return {
    from: 'server',
    id: `private-ca:${path}`,
    command: reading('private-ca', [path], 'root', 'Which certificate authorities the containers trust'),
    parse(answer) {
      const lines = printed(answer, 'its certificate authorities').split('\n');
      return { system: lines.includes('system') || undefined, sha256: lines.map((line) => /^own ([0-9a-f]{64})$/.exec(line)?.[1]).find(Boolean), isCurrent: lines.includes('current') };
    },
  };
}
