import type { Alert } from '@/lib/contract/alert';
import { GroundcrewError } from '@/lib/core/errors';
import { firstSentence } from '@/lib/core/sentences';
import type { AlertRecord } from '@/lib/store/repositories/alerts';
import type { Context } from './types';
import { workOf } from './work';

/** Changes what a person may change of an open alert, tells the pages, and names it in the audit. */
export async function changeAlert(context: Context, id: string, edit: (record: AlertRecord) => Partial<Pick<AlertRecord, 'acknowledged' | 'snoozedUntil' | 'memory'>>): Promise<Alert> {
  const { resources } = context;
  const work = workOf(resources);
  const alert = await work.alerts.change(id, (record) => {
    if (record.state === 'resolved') throw new GroundcrewError({ code: 'conflict', reason: 'alert.resolved', message: 'This alert is over. Nothing was changed.', remedy: 'Reload the page and look at what is open.' });
    return edit(record);
  });
  context.auditNote = `${alert.server}: ${firstSentence(alert.message)}`;
  const server = await work.repositories.servers.byName(alert.server);
  if (server !== null) {
    const health = await work.watcher.health(server.id);
    resources.events.publish({ type: 'health', server: health.server, health: () => health });
  }
  return alert;
}
