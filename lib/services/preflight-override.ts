import { GroundcrewError } from '@/lib/core/errors';
import { announceCheckup } from './announce';
import { viewCheckup } from './checkup-view';
import { findServer } from './find-server';
import { refuseOther } from './shown';
import type { Implementation } from './types';
import { workOf } from './work';

/** Accepts the very message that the finding has now; another message needs another override. */
export const overrideFinding: Implementation<'preflight.override'> = async (context, { server: name, check, reason, message }) => {
  const { resources, clock, actor } = context;
  const work = workOf(resources);
  context.auditNote = reason === null ? `${check}, taken back` : `${check}, because: ${reason}`;
  const server = await findServer(work, name);
  if (reason === null) await work.repositories.overrides.remove(server.id, check);
  else {
    const record = await work.repositories.checkups.get(server.id, 'preflight');
    const finding = record?.findings.find((each) => each.id === check);
    if (!finding || finding.askedAt === null) throw new GroundcrewError({ code: 'not_found', reason: 'check.unknown', message: 'There is no such finding to override.', remedy: 'Run the preflight first.' });
    if (finding.outcome !== 'fail' && finding.outcome !== 'unknown') throw new GroundcrewError({ code: 'conflict', reason: 'check.not-failing', message: `"${finding.title}" does not fail, so there is nothing to override.` });
    refuseOther(message ?? '', finding.message, { message: `"${finding.title}" says something else by now than this page showed: "${finding.message}" Nothing was overridden.`, remedy: 'Look at the finding as it stands now, then decide.' });
    await work.repositories.overrides.put(server.id, { check, message: finding.message, title: finding.title, reason, by: actor?.name ?? 'system' }, clock.now());
  }
  await announceCheckup(work, server, 'preflight');
  return viewCheckup(work, server.id, 'preflight');
};
