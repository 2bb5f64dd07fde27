import { GroundcrewError, isGroundcrewError } from '@/lib/core/errors';
import type { Run } from '@/lib/contract/run';
import type { RunChange, RunRecord } from '@/lib/store/repositories/run-record';
import { announceServer } from './announce';
import { findRun } from './find-run';
import { viewRun } from './run-view';
import type { Context } from './types';
import { workOf } from './work';
import { publishLines } from './workers/run-context';

/**
 * A person's act on a run: `decide` looks at the run and answers what to change (null: only wake the worker) or throws.
 * When the worker moves the run on at the same moment, it is decided anew from what stands there then.
 */
export async function actOnRun(context: Context, runId: string, decide: (run: RunRecord) => RunChange | null): Promise<Run> {
  const { resources, clock } = context;
  const work = workOf(resources);
  for (let tries = 0; ; tries++) {
    const run = await findRun(work, runId);
    context.auditNote ??= `"${run.title}"`;
    if (run.kind === 'adopted') throw new GroundcrewError({ code: 'conflict', reason: 'run.adopted', message: 'This run was adopted: the console follows it and does not steer it, since it does not know what may be stopped or repeated.', remedy: 'Ask whoever started it. A new plan shows what is still missing on the server.' });
    const change = decide(run);
    try {
      if (change !== null) publishLines(work, runId, await work.repositories.runs.commit(runId, change, clock.now()));
    } catch (error) {
      if (isGroundcrewError(error) && error.reason === 'run.moved' && tries < 5) continue;
      throw error;
    }
    const view = viewRun(await findRun(work, runId), clock.now(), work.runs.bars(runId));
    resources.events.publish({ type: 'run', run: view });
    if (run.serverId !== null) {
      work.runs.take(runId, run.serverId);
      await announceServer(work, run.serverId);
    }
    return view;
  }
}

export function spoken(actor: Context['actor'], text: string, step: string | null = null): NonNullable<RunChange['lines']> {
  return { stream: 'console', step, texts: [`${actor?.name ?? 'system'} ${text}`] };
}
