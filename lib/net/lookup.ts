import type { LookupAddress } from 'node:dns';
import { lookup as ofSystem } from 'node:dns/promises';
import { isIP } from 'node:net';
import { seconds } from '@/lib/core/units';

/** All addresses of a name, in the order in which they are to be tried. */
export type Lookup = (name: string) => Promise<LookupAddress[]>;

/**
 * The system's name service blocks one of the few threads of this process for as long as it hangs, and files and passwords need them too:
 * so no more than two names are asked at once, and nobody waits longer than `patience` milliseconds, in the queue or for the answer.
 * Rejects with the code `ETIMEOUT` then.
 */
export function limitLookups(lookup: Lookup, { most = 2, patience = seconds(8) } = {}): Lookup {
  let busy = 0;
  const queue: (() => void)[] = [];
  const release = () => {
    const next = queue.shift();
    if (next) next();
    else busy -= 1;
  };
  const begin = async (name: string, isLate: () => boolean): Promise<LookupAddress[]> => {
    if (busy >= most) await new Promise<void>((resolve) => queue.push(resolve));
    else busy += 1;
    try {
      return isLate() ? [] : await lookup(name);
    } finally {
      release();
    }
  };
  return async (name) => {
    const family = isIP(name);
    if (family !== 0) return [{ address: name, family }];
    let late: NodeJS.Timeout | undefined;
    let isLate = false;
    const tooLate = new Promise<never>((_, reject) => {
      late = setTimeout(() => {
        isLate = true;
        reject(Object.assign(new Error(`The name ${name} was not told in time.`), { code: 'ETIMEOUT' }));
      }, patience);
    });
    try {
      return await Promise.race([begin(name, () => isLate), tooLate]);
    } finally {
      clearTimeout(late);
    }
  };
}

/** By the name service of this machine, as every other program of it. */
export const lookUp: Lookup = limitLookups((name) => ofSystem(name, { all: true }));
