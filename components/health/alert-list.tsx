'use client';
import type { Alert } from '@/lib/contract/alert';
import { count } from '@/lib/core/units';
import { AlertRow } from './alert-row';

const rank = { fail: 0, unknown: 1, warn: 2 } as const;

/** Alerts as they are told: those that fire before those that may, the worst first; what another one explains stands below that one. */
export function alertTree(alerts: readonly Alert[]): { alert: Alert; follows: readonly Alert[] }[] {
  const open = alerts.filter(({ state }) => state !== 'resolved');
  const explained = (alert: Alert) => alert.causedBy !== null && open.some(({ check }) => check !== alert.check && check === alert.causedBy?.check);
  return open
    .filter((alert) => !explained(alert))
    .sort((left, right) => Number(left.state !== 'firing') - Number(right.state !== 'firing') || rank[left.severity] - rank[right.severity] || left.since.localeCompare(right.since))
    .map((alert) => ({ alert, follows: open.filter((other) => explained(other) && other.causedBy?.check === alert.check) }));
}

/** Open alerts with what can be done about each. Draws nothing when there are none. */
export function AlertList({ server, alerts }: { server: string; alerts: readonly Alert[] }) {
  const tree = alertTree(alerts);
  if (tree.length === 0) return null;
  const firing = alerts.filter(({ state }) => state === 'firing').length;
  const pending = alerts.filter(({ state }) => state === 'pending').length;
  return (
    <section aria-labelledby="open-alerts" className="mb-8">
      <h2 id="open-alerts" className="mb-2 font-semibold">{firing > 0 ? `${count(firing, 'alert')} ${firing === 1 ? 'fires' : 'fire'}${pending > 0 ? `, ${pending} pending` : ''}` : 'No alert fires yet'}</h2>
      <ul className="border-t border-line">
        {tree.map(({ alert, follows }) => <AlertRow key={alert.id} server={server} alert={alert} follows={follows} />)}
      </ul>
    </section>
  );
}
