import { findServer } from './find-server';
import { summarizeRun } from './run-view';
import type { Implementation } from './types';
import { workOf } from './work';

export const listRuns: Implementation<'run.list'> = async ({ resources, clock }, { server: name, kind, limit }) => {
  const work = workOf(resources);
  const serverId = name === undefined ? undefined : (await findServer(work, name)).id;
  const runs = await work.repositories.runs.list({ serverId, kind, limit });
  return runs.map((run) => summarizeRun(run, clock.now(), work.runs.bars(run.id)));
};
