import { printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

/** The chosen words of `enabled` and `defrag`, such as `madvise`. */
export interface TransparentHugepages {
  readonly enabled: string;
  readonly defrag: string;
}

/** Transparent Huge Pages; `undefined` when the kernel has none (the kernel's transhuge page). */
export const transparentHugepages: ServerFact<TransparentHugepages | undefined> = {
  from: 'server',
  id: 'transparent-hugepages',
  command: reading('transparent-hugepages', [], 'login', 'Whether transparent huge pages are off'),
  parse(answer) {
    const text = printed(answer, 'its huge pages').trim();
    if (text === 'none') return undefined;
    const [enabled, defrag] = [...text.matchAll(/\[([a-z+_]{1,30})\]/g)].map((match) => match[1]);
    if (enabled === undefined || defrag === undefined) throw new Unreadable('The server does not tell how it uses transparent huge pages.');
    return { enabled, defrag };
  },
};
