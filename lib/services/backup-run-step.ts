import type { Step } from '@/lib/engine/types';
import { chapters } from '@/lib/guide/chapters';
import type { Inputs } from '@/lib/guide/inputs';
import type { NewRun } from '@/lib/store/repositories/runs';

type NewStep = NewRun['steps'][number];

/** A step of a run of the chapter Backups, as it is recorded when the run begins. `approved`: its commands that a person has seen. */
export const backupRunStep = ({ id, title, usually, interruptible = true }: Pick<Step<Inputs>, 'id' | 'title' | 'usually' | 'interruptible'>, approved: NewStep['approved'] = []): NewStep =>
  ({ stepId: id, title, chapter: chapters.backups, guide: null, departure: null, usually, interruptible, approved });
