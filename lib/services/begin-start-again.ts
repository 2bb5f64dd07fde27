import type { Step } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { backupRunStep } from './backup-run-step';
import { beginRun } from './begin-run';
import { hashSnapshot, takeSnapshot } from './inputs';
import type { Work } from './work';

/** A run of the one step that starts what a restore or a backup has stopped. Of the kind of a restore: a backup's run would count as one. It needs no destination: that may be gone. */
export async function beginStartAgain(work: Work, server: ServerRecord, actor: string, step: Step<Inputs>): Promise<string> {
  const snapshot = { ...(await takeSnapshot(work, server)), restore: { destination: null, set: '', parts: [] } };
  return beginRun(work, server, { kind: 'restore', title: 'Start ClearML again', actor, planId: null, inputsHash: hashSnapshot(work, snapshot), snapshot, rebootAt: null, steps: [backupRunStep(step)] });
}
