import { GroundcrewError } from '@/lib/core/errors';
import { seconds } from '@/lib/core/units';
import { takenKey, takenLines } from '@/lib/guide/taken-items';
import { findServer } from './find-server';
import { refuseOther } from './shown';
import type { Implementation } from './types';
import { workOf } from './work';

/** The page waits so long for the check to be asked again; what comes later is told by the socket. */
const patience = seconds(15);

/** Takes over what the finding says now, and nothing that it says later. */
export const takeDrift: Implementation<'drift.take'> = async (context, { server: name, check, message }) => {
  const { resources, clock, actor } = context;
  const work = workOf(resources);
  context.auditNote = message === null ? `${check}, given back` : check;
  const server = await findServer(work, name);
  if (message === null) await work.repositories.drift.giveBack(server.id, takenKey(check, ''));
  else {
    const finding = (await work.watcher.health(server.id)).findings.find((each) => each.id === check);
    if (!check.startsWith('drift/') || finding?.outcome !== 'warn') throw new GroundcrewError({ code: 'not_found', reason: 'drift.none', message: 'There is no such difference any more, so nothing was taken over.', remedy: 'Ask again and look at the finding.' });
    refuseOther(message, finding.message, { message: `"${finding.title}" says something else by now than this page showed: "${finding.message}" Nothing was taken over.`, remedy: 'Look at the finding as it stands now, then decide.' });
    await work.repositories.drift.take(server.id, takenLines(finding.actual ?? '').map(({ item, actual }) => ({ item: takenKey(check, item), actual })), actor?.name ?? 'system', clock.now());
  }
  await work.watcher.refresh(server.id);
  const asked = new AbortController();
  await Promise.race([work.watcher.askNow(server.id, [check]).finally(() => asked.abort()), clock.sleep(patience, asked.signal)]);
  return work.watcher.health(server.id);
};
