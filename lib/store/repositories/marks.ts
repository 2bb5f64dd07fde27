import type { Series } from '@/lib/contract/health';
import { firstSentence } from '@/lib/core/sentences';
import type { Database } from '../database';
import { foreignBoots, rebootStep } from './boots';
import { iso } from './times';

type Mark = Series['marks'][number];

export interface MarkRepository {
  /** What happened to a server between two times (milliseconds), oldest first; the newest of each kind when there is too much. */
  list(server: { readonly id: string; readonly name: string }, from: number, to: number): Promise<Mark[]>;
}

const most = 40;
const configVerbs = ['settings.save', 'materials.put', 'materials.remove', 'materials.put-back', 'materials.edit-variables', 'materials.set-layout', 'watch.save'];

export function createMarkRepository(database: Database): MarkRepository {
  return {
    async list({ id, name }, from, to) {
      const within = { gte: new Date(from), lte: new Date(to) };
      const newest = { take: most } as const;
      const [runs, steps, boots, alerts, audits] = await Promise.all([
        database.run.findMany({ where: { serverId: id, startedAt: within }, orderBy: { startedAt: 'desc' }, select: { id: true, title: true, startedAt: true }, ...newest }),
        database.runStep.findMany({ where: { run: { serverId: id }, startedAt: within, state: { in: ['done', 'failed', 'running'] }, OR: [{ stepId: rebootStep }, { executed: { contains: '"effect":"restarts"' } }] }, orderBy: { startedAt: 'desc' }, select: { runId: true, stepId: true, title: true, startedAt: true, run: { select: { title: true } } }, ...newest }),
        foreignBoots(database, id, within, most),
        database.alert.findMany({ where: { serverId: id, firedAt: within }, orderBy: { firedAt: 'desc' }, select: { message: true, firedAt: true }, ...newest }),
        database.audit.findMany({ where: { serverName: name, at: within, verb: { in: configVerbs }, outcome: 'ok' }, orderBy: { at: 'desc' }, select: { at: true, actor: true, sentence: true }, ...newest }),
      ]);
      const mark = (kind: Mark['kind'], at: Date | null, text: string, run: string | null = null): Mark[] => (at === null ? [] : [{ at: iso(at), kind, text, run }]);
      return [
        ...runs.flatMap((run) => mark('run', run.startedAt, run.title, run.id)),
        ...steps.flatMap((step) => (step.stepId === rebootStep ? mark('reboot', step.startedAt, `Restarted by run “${step.run.title}”`, step.runId) : mark('restart', step.startedAt, step.title, step.runId))),
        ...boots.flatMap((at) => mark('reboot', at, 'The server restarted')),
        ...alerts.flatMap((alert) => mark('alert', alert.firedAt, firstSentence(alert.message))),
        ...audits.flatMap(({ at, actor, sentence }) => mark('config', at, `${actor} ${sentence}`)),
      ].sort((a, b) => a.at.localeCompare(b.at));
    },
  };
}
