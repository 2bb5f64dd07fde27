import type { Step } from '@/lib/engine/types';
import { resticInstalled } from '../backups/restic-installed';
import type { Inputs } from '../inputs';
import { elasticsearchDrill } from './elasticsearch';
import { filesDrill } from './files';
import { mongodbDrill } from './mongodb';
import { drillRemoved } from './removed';
import type { DrillWanted } from './wanted';

/** A drill, one part after another, so that memory and disk hold one of them at a time. */
export const drillSteps = (wanted: DrillWanted): readonly Step<Inputs>[] => [
  resticInstalled,
  drillRemoved(wanted, 'before'),
  mongodbDrill(wanted),
  elasticsearchDrill(wanted),
  filesDrill(wanted),
  drillRemoved(wanted, 'after'),
];
