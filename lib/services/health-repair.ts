import { GroundcrewError } from '@/lib/core/errors';
import { minutes } from '@/lib/core/units';
import { beginRun } from './begin-run';
import { findServer } from './find-server';
import { hashSnapshot, takeSnapshot } from './inputs';
import { refuseOther } from './shown';
import type { Implementation } from './types';
import { workOf } from './work';

/** Starts a run of one step: the repair exactly as the finding showed it. */
export const repairHealth: Implementation<'health.repair'> = async (context, { server: name, check, shown, confirm }) => {
  const { resources, actor } = context;
  const work = workOf(resources);
  context.auditNote = check;
  const server = await findServer(work, name);
  const finding = (await work.watcher.health(server.id)).findings.find((each) => each.id === check);
  if (!finding?.repair) throw new GroundcrewError({ code: 'not_found', reason: 'repair.none', message: 'There is no repair for this finding any more.', remedy: 'Ask again and look at the finding.' });
  refuseOther(shown, finding.repair.id, { message: `The repair of "${finding.title}" has other commands by now than this page showed. Nothing was started.`, remedy: 'Look at the commands as they stand now, then decide.' });
  const { commands, title } = finding.repair;
  if (commands.some(({ effect }) => effect === 'destroys') && confirm !== server.name)
    throw new GroundcrewError({ code: 'invalid_input', field: 'confirm', reason: 'confirm.differs', message: "Nothing was started: this repair destroys what can't be brought back.", remedy: `Type the server's name, "${server.name}", to start it.` });
  work.connections.forgive(server.id);
  const snapshot = await takeSnapshot(work, server);
  const step = { stepId: check, title, chapter: finding.chapter, guide: finding.guide, departure: null, usually: minutes(1), interruptible: true, approved: commands };
  const run = await beginRun(work, server, { kind: 'repair', title, actor: actor?.name ?? 'system', planId: null, inputsHash: hashSnapshot(work, snapshot), snapshot, rebootAt: null, steps: [step] });
  return { run };
};
