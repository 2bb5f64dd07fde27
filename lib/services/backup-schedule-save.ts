import { GroundcrewError } from '@/lib/core/errors';
import { expressionProblem } from '@/lib/engine/backup-expression';
import { findCopyTo } from './backup-copy-to';
import { viewBackupSchedule } from './backup-schedule-get';
import { scheduledOf } from './find-backup-destination';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

export const saveBackupSchedule: Implementation<'backup-schedule.save'> = async (context, { server: name, plan }) => {
  const work = workOf(context.resources);
  const server = await findServer(work, name);
  const { isOn, cron, zone } = plan.schedule;
  const drills = plan.drill === undefined ? '' : plan.drill.often === 'off' ? ', no drills' : `, a ${plan.drill.often} drill`;
  context.auditNote = `${isOn ? `${cron} (${zone})` : 'off'}${drills}`;
  const problem = expressionProblem(cron);
  if (problem !== null) throw new GroundcrewError({ code: 'invalid_input', field: 'plan.schedule.cron', reason: 'backup.expression', message: problem });
  const destination = scheduledOf(await work.repositories.backupDestinations.of(server.id), plan.schedule);
  if (destination === undefined && plan.schedule.destination !== '') throw new GroundcrewError({ code: 'invalid_input', field: 'plan.schedule.destination', reason: 'backup.no-destination', message: 'There is no such destination any more. Choose another one.' });
  if (destination !== undefined) await findCopyTo(work, server, destination, plan.schedule.copyTo, 'plan.schedule.copyTo');
  await work.repositories.backupSchedules.put(server.id, plan, context.clock.now());
  return viewBackupSchedule(work, server);
};
