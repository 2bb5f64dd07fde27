import type { Step } from '@/lib/engine/types';
import { acceptanceTest } from '../acceptance/acceptance-test';
import { elasticsearchPathRepo } from '../backups/elasticsearch-path-repo';
import { resticInstalled } from '../backups/restic-installed';
import { safetySteps } from '../backups/steps';
import type { BackupWanted } from '../backups/wanted';
import type { Inputs } from '../inputs';
import { configurationRestored } from './configuration-restored';
import { elasticsearchRestored } from './elasticsearch-restored';
import { filesRestored } from './files-restored';
import { mongodbRestored } from './mongodb-restored';
import { redisFlushed } from './redis-flushed';
import type { RestoreWanted } from './wanted';
import { writersStarted } from './writers-started';
import { writersStopped } from './writers-stopped';

/**
 * A restore, in its order: databases, then files, as references must lead somewhere; Redis is emptied before anybody reads it again.
 * `safety`: the backup of what is there now. It is stored once nothing writes any more: what was written between the two would be nowhere.
 */
export function restoreSteps(wanted: RestoreWanted, safety?: BackupWanted): readonly Step<Inputs>[] {
  const { before, stored } = safety ? safetySteps(safety) : { before: [resticInstalled, ...(wanted.parts.includes('elasticsearch') ? [elasticsearchPathRepo] : [])], stored: [] };
  return [
    ...before,
    writersStopped(wanted, safety !== undefined),
    ...stored,
    ...(wanted.parts.includes('mongodb') ? [mongodbRestored(wanted)] : []),
    ...(wanted.parts.includes('elasticsearch') ? [elasticsearchRestored(wanted)] : []),
    ...(wanted.parts.includes('files') ? [filesRestored(wanted)] : []),
    ...(wanted.parts.includes('configuration') ? [configurationRestored(wanted)] : []),
    redisFlushed(wanted),
    writersStarted(wanted),
    acceptanceTest(wanted.run),
  ];
}
