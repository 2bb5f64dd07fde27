import type { Step } from '@/lib/engine/types';
import type { Inputs } from '../inputs';
import { manifest } from './manifest';
import { mongodbPart } from './mongodb-part';
import { mongodbVerified } from './mongodb-verified';
import { repository } from './repository';
import { resticInstalled } from './restic-installed';
import type { BackupWanted } from './wanted';

/** A backup, in the order in which it is made: each part is stored and read back, and the manifest is last. */
export const backupSteps = (wanted: BackupWanted): readonly Step<Inputs>[] => [resticInstalled, repository(wanted), mongodbPart(wanted), mongodbVerified(wanted), manifest(wanted)];
