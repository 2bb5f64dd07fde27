import { findServer } from './find-server';
import { openRunFindings } from './open-run-findings';
import { planRestore } from './restore-plan';
import type { Implementation } from './types';
import { workOf } from './work';

export const lookAtRestore: Implementation<'restore.look'> = async ({ resources }, { server: name, ...input }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  const { look } = await planRestore(work, server, input);
  return { ...look, findings: [...(await openRunFindings(work, server)), ...look.findings] };
};
