import * as z from 'zod';
import { newId } from '@/lib/core/ids';
import { firstSentence } from '@/lib/core/sentences';
import { minutes } from '@/lib/core/units';
import { foldAlert, type AlertFold } from '@/lib/engine/alert';
import { dueTelling, told, type Telling } from '@/lib/engine/alert-telling';
import type { ConsoleBackupAlert } from '@/lib/contract/console-backup';
import type { ChannelRecord } from '@/lib/store/repositories/channels';
import type { NewDelivery } from '@/lib/store/repositories/deliveries';
import type { Message } from './channels/message';
import { troubleOf } from './console-backup-due';
import { readConsoleBackups, readConsoleBackupSettings } from './console-backup-settings';
import type { Implementation } from './types';
import { workOf, type Work } from './work';

/** The alert of the console's own backup. No server is its, so it is kept among the settings; folded and told as any other is. */
const kept = z.object({ id: z.string(), fold: z.custom<AlertFold>((value) => typeof value === 'object' && value !== null), message: z.string(), remedy: z.string() });
type Kept = z.infer<typeof kept>;

const key = 'console-backup-alert';
const title = 'This console is backed up';
/** It holds at once, and ends with the first backup that is written. */
const rule = { after: 0, every: minutes(1) };

/** Judges the backup of this console, and queues what must be told: once that it fails, once that it is over. Nothing is told twice, also by a console that was killed. */
export async function watchConsoleBackup(work: Work, awakeSince: number): Promise<void> {
  const { consoleSettings, deliveries } = work.repositories;
  const now = work.resources.clock.now();
  const [settings, noted, before] = await Promise.all([readConsoleBackupSettings(consoleSettings), readConsoleBackups(consoleSettings), read(work)]);
  const trouble = troubleOf(settings, noted, now, awakeSince);
  if (trouble === null && before === null) return;
  const fold = foldAlert(before?.fold ?? null, trouble === null ? 'well' : 'fail', now, rule);
  if (fold === null) return;
  const alert: Kept = { id: before?.id ?? newId(work.resources.random), fold, ...(trouble ?? { message: before?.message ?? '', remedy: '' }) };
  const kind = dueTelling(fold, { repeat: 0, isSilenced: false, isHeldBack: false, isAcknowledged: false }, now);
  const after = kind === null ? alert : { ...alert, fold: told(fold, kind, now) };
  await deliveries.queue(kind === null ? [] : await messages(work, alert, kind, now), { key, json: JSON.stringify(fold.state === 'resolved' ? null : after) }, now);
  if (kind !== null) work.teller.wake();
}

/** Those that are on and for all servers: one that is for some alone is not for what belongs to none. */
export const channelsForConsole = async ({ repositories: { channels } }: Work): Promise<ChannelRecord[]> => (await channels.list()).filter(({ isOn, servers }) => isOn && servers === null);

export const getConsoleBackupAlert: Implementation<'console-backup.alert'> = async ({ resources }) => ({ alert: view(await read(workOf(resources))) });

const view = (alert: Kept | null): ConsoleBackupAlert => (alert === null ? null : { since: new Date(alert.fold.since).toISOString(), message: alert.message, remedy: alert.remedy });

async function read({ repositories: { consoleSettings } }: Work): Promise<Kept | null> {
  const json = await consoleSettings.get(key);
  return json === null ? null : (kept.safeParse(JSON.parse(json)).data ?? null);
}

/** A message for each channel; that it is over only for those that were told of it. */
async function messages(work: Work, { id, fold, message: text, remedy }: Kept, kind: Telling, now: number): Promise<NewDelivery[]> {
  const { environment, random } = work.resources;
  const before = new Set((await work.repositories.deliveries.ofAlerts([id])).map(({ channelId }) => channelId));
  const isOver = kind === 'resolve';
  const message: Message = {
    kind, alert: id, server: null, check: 'console/backup', title, severity: 'fail', flapping: fold.flapping,
    headline: `${isOver ? 'Resolved on this console. It was' : fold.flapping ? 'Comes and goes on this console' : 'Fails on this console'}: ${firstSentence(text)}`,
    text: isOver ? 'It is backed up again, or need not be any more.' : text, actual: null, wanted: null, was: isOver ? { text, actual: null } : null, cause: null, remedy: isOver ? null : remedy,
    since: new Date(fold.since).toISOString(), ended: isOver ? new Date(now).toISOString() : null, at: new Date(now).toISOString(), also: [], link: `${environment.origin}/settings#console-backup`,
  };
  const wanted = (await channelsForConsole(work)).filter((channel) => !isOver || before.has(channel.id));
  return wanted.map((channel) => ({ id: newId(random), channelId: channel.id, alertId: id, kind, what: message.headline, message: JSON.stringify(message), nextAt: now }));
}
