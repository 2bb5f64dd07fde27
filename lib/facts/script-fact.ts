import { script } from '@/lib/shell/command';
import type { Secret } from '@/lib/core/secret';
import type { Script } from '@/lib/shell/command';

/** A script that only reads; beside its fact as `<name>.sh`, or by its whole name. */
export function reading(name: string, args: readonly string[], as: 'root' | 'login', why: string, stdin?: string | Secret): Script {
  // eslint-disable-next-line no-restricted-syntax -- the name is written out where this is called (the same rule)
  return script(`facts/${name}${name.endsWith('.pl') ? '' : '.sh'}`, args, { as, why, effect: 'reads', ...(stdin !== undefined && { stdin }) });
}
