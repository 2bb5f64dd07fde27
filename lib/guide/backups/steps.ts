import type { Step } from '@/lib/engine/types';
import type { Inputs } from '../inputs';
import { configurationPart } from './configuration-part';
import { configurationVerified } from './configuration-verified';
import { copyPruned, copySteps } from './copy-steps';
import { elasticsearchPart } from './elasticsearch-part';
import { elasticsearchPathRepo } from './elasticsearch-path-repo';
import { elasticsearchVerified } from './elasticsearch-verified';
import { filesPart } from './files-part';
import { filesVerified } from './files-verified';
import { manifest } from './manifest';
import { mongodbPart } from './mongodb-part';
import { mongodbVerified } from './mongodb-verified';
import { prune } from './prune';
import { repository } from './repository';
import { resticInstalled } from './restic-installed';
import { runbookKept } from './runbook-kept';
import { isDirectory, type BackupWanted } from './wanted';
import { writersStarted } from './writers-started';
import { whileStopped, writersStopped } from './writers-stopped';

/** A backup, in the order in which it is made: each part is stored and read back, the files last of all parts, and the manifest behind them; then how to restore by hand is kept, it is copied where that is wanted, and older ones are deleted: what can't be deleted must not keep the copy from being made. */
export const backupSteps = (wanted: BackupWanted): readonly Step<Inputs>[] => [
  resticInstalled,
  repository(wanted),
  elasticsearchPathRepo,
  ...(wanted.isQuiesced ? storedWhileStopped(wanted) : storedMeanwhile(wanted)),
  ...sealed(wanted),
  ...copySteps(wanted),
  prune(wanted),
  ...copyPruned(wanted),
];

/** What makes of stored parts a backup that counts. */
const sealed = (wanted: BackupWanted): readonly Step<Inputs>[] => [
  manifest(wanted),
  // Elsewhere nothing lies beside the repository; the page gives the text.
  ...(isDirectory(wanted) ? [runbookKept(wanted)] : []),
];

/** The backup before a restore, made once the restore has stopped ClearML: so it holds all that is replaced. Nothing is deleted and nothing copied by it. */
export const safetySteps = (wanted: BackupWanted): { readonly before: readonly Step<Inputs>[]; readonly stored: readonly Step<Inputs>[] } => ({
  before: [resticInstalled, repository(wanted), elasticsearchPathRepo],
  stored: [...storedMeanwhile(wanted), ...sealed({ ...wanted, isQuiesced: true })],
});

const storedMeanwhile = (wanted: BackupWanted): readonly Step<Inputs>[] => [
  mongodbPart(wanted),
  mongodbVerified(wanted),
  elasticsearchPart(wanted),
  elasticsearchVerified(wanted),
  configurationPart(wanted),
  configurationVerified(wanted),
  filesPart(wanted),
  filesVerified(wanted),
];

/** What was stored is read back once ClearML runs again: so it is away for no longer than storing takes. */
const storedWhileStopped = (wanted: BackupWanted): readonly Step<Inputs>[] => [
  writersStopped(wanted),
  ...[mongodbPart, elasticsearchPart, configurationPart, filesPart].map((part) => whileStopped(wanted, part(wanted))),
  writersStarted(wanted),
  ...[mongodbVerified, elasticsearchVerified, configurationVerified, filesVerified].map((proof) => proof(wanted)),
];
