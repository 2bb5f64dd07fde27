import { sudo } from '@/lib/shell/command';
import { noSuchProgram, printed, whole } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { isAtLeast } from './version';

/** Ubuntu 22.04 has 0.12, with which everything here was written to work; 20.04 has 0.9. */
export const leastRestic = '0.12';

export interface ResticVersion {
  /** Such as "0.14.0". */
  readonly version: string;
  readonly isEnough: boolean;
  /** From 0.14 on a new repository has format 2, which is compressed. */
  readonly compresses: boolean;
}

/** The restic that root's path leads to; `undefined`: there is none (restic version). */
export const resticVersion: ServerFact<ResticVersion | undefined> = {
  from: 'server',
  id: 'restic-version',
  command: sudo(['restic', 'version'], { effect: 'reads', why: 'Whether restic is installed' }),
  parse(answer) {
    if (noSuchProgram(whole(answer, 'its restic'))) return undefined;
    const version = /^restic (\d{1,4}(?:\.\d{1,4}){1,3})\b/m.exec(printed(answer, 'its restic'))?.[1];
    if (version === undefined) throw new Unreadable('What is called restic on the server does not tell its version.');
    return { version, isEnough: isAtLeast(version, leastRestic), compresses: isAtLeast(version, '0.14') };
  },
};
