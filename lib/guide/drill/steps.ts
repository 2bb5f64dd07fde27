import type { Step } from '@/lib/engine/types';
import { resticInstalled } from '../backups/restic-installed';
import type { Inputs } from '../inputs';
import { clearmlDrill } from './clearml';
import { elasticsearchDrill } from './elasticsearch';
import { filesDrill } from './files';
import { imagesThere } from './images';
import { mongodbDrill } from './mongodb';
import { drillRemoved } from './removed';
import type { DrillWanted } from './wanted';

/** A drill: one part after another, so that memory holds one of them at a time, unless there is enough for ClearML on both databases. */
export const drillSteps = (wanted: DrillWanted): readonly Step<Inputs>[] => [
  resticInstalled,
  drillRemoved(wanted, 'before'),
  ...(wanted.images ? [imagesThere(wanted.images)] : []),
  ...(wanted.clearml ? [clearmlDrill(wanted)] : [mongodbDrill(wanted), elasticsearchDrill(wanted)]),
  filesDrill(wanted),
  drillRemoved(wanted, 'after'),
];
