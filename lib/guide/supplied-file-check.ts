import { slotFile, type Slot } from '@/lib/contract/materials';
import type { Check } from '@/lib/engine/types';
import { chapters } from './chapters';
import { check } from './define';
import type { Inputs } from './inputs';

/** One of the files that ClearML provides is there. What is in it is judged on the Materials page. */
export function suppliedFileCheck(slot: Slot, guide: string): Check<Inputs> {
  const name = slotFile[slot];
  return check({
    id: `prerequisites/${slot}-file`,
    guide,
    title: `${name} from ClearML`,
    chapter: chapters.provided,
    needs: () => ({}),
    actual: (_facts, { files }) => (files[slot] === null ? 'not supplied' : 'supplied'),
    wanted: () => 'supplied',
    outcomes: [
      { outcome: 'pass', when: (_facts, { files }) => files[slot] !== null, message: () => `${name} is supplied.` },
      { outcome: 'pass', when: (_facts, { layout }) => layout.id === 'oss' && slot !== 'compose', message: () => `The open-source server needs no ${name}.` },
      { outcome: 'fail', when: () => true, message: () => `${name} is not supplied.`, remedy: 'Add it on the Materials page. ClearML provides it.' },
    ],
  });
}
