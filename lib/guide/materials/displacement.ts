import { slot as slots, slotFile, type Remark, type Slot } from '@/lib/contract/materials';
import { readCompose } from './compose-file';
import { parseEnv } from './env-file';
import { composeRemarks } from './remarks-compose';
import { wrongSlot } from './remarks-text';

/** Of a compose file: it can't be read, or is none. */
const spoils = new Set(['yaml-syntax', 'yaml-aliases', 'yaml-depth', 'yaml-size', 'not-compose', 'services-missing', 'services-shape']);

/**
 * Why a file must not take the place of the stored one: it is unreadable or plainly another file, and the stored one is neither.
 * null: it may. A file with mistakes that can be read may, too: its remarks say what to mend.
 */
export function displacementProblem(slot: Slot, stored: Partial<Record<Slot, string>>, given: string): string | null {
  const before = stored[slot];
  if (before === undefined || unusable(slot, before) !== null) return null;
  const twin = slots.options.find((other) => other !== slot && stored[other] === given);
  return twin ? `This is the same file as ${slotFile[twin]}.` : unusable(slot, given);
}

function unusable(slot: Slot, text: string): string | null {
  const wrong = wrongSlot(slot, text);
  if (wrong) return wrong.message;
  if (slot === 'constants') return parseEnv(text).entries.length === 0 ? `${slotFile[slot]} holds no variable.` : null;
  const remark = composeRemarks(slot, readCompose(text, () => undefined)).find(({ rule }) => spoils.has(rule));
  return remark ? sentence(remark) : null;
}

const sentence = ({ line, message }: Remark): string => (line === null ? message : `Line ${line}: ${message}`);
