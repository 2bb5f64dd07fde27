import { minutes } from '@/lib/core/units';
import { GroundcrewError } from '@/lib/core/errors';
import { hashSnapshot, takeSnapshot } from './inputs';
import { findServer } from './find-server';
import { beginRun } from './begin-run';
import { refuseOther } from './shown';
import type { Implementation } from './types';
import { workOf } from './work';

/** Starts a run of one step: the repair exactly as the finding showed it. */
export const repairFinding: Implementation<'preflight.repair'> = async (context, { server: name, check, shown }) => {
  const { resources, actor } = context;
  const work = workOf(resources);
  context.auditNote = check;
  const server = await findServer(work, name);
  const record = await work.repositories.checkups.get(server.id, 'preflight');
  const finding = record?.findings.find((each) => each.id === check);
  if (!finding?.repair) throw new GroundcrewError({ code: 'not_found', reason: 'repair.none', message: 'There is no repair for this finding any more.', remedy: 'Check again and look at the finding.' });
  refuseOther(shown, finding.repair.id, { message: `The repair of "${finding.title}" has other commands by now than this page showed. Nothing was started.`, remedy: 'Look at the commands as they stand now, then decide.' });
  const snapshot = await takeSnapshot(work, server);
  const step = { stepId: check, title: finding.repair.title, chapter: finding.chapter, guide: finding.guide, departure: null, usually: minutes(1), interruptible: true, approved: finding.repair.commands };
  const run = await beginRun(work, server, { kind: 'repair', title: finding.repair.title, actor: actor?.name ?? 'system', planId: null, inputsHash: hashSnapshot(work, snapshot), snapshot, rebootAt: null, steps: [step] });
  return { run };
};
