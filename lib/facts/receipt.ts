import { printed } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

/** Where steps that leave nothing else to see write what they proved (design.md, "receipt"). */
export const receiptDirectory = '/var/lib/groundcrew/receipts';
export const receiptPath = (name: string): string => `${receiptDirectory}/${name}`;

/** What the receipt `name` says: usually the hash of the inputs that were proven; `undefined` when there is none. */
export function receipt(name: string): ServerFact<string | undefined> {
  return {
    from: 'server',
    id: `receipt:${name}`,
    command: reading('receipt', [receiptPath(name)], 'root', 'Whether this was proven before, and for which inputs'),
    parse: (answer) => printed(answer, `the receipt ${name}`).split('\n')[0]?.slice(0, 500).trim() || undefined,
  };
}
