import { newId } from '@/lib/core/ids';
import { firstSentence } from '@/lib/core/sentences';
import { quietUntil } from '@/lib/engine/silence';
import type { Redactor } from '@/lib/shell/redact';
import type { AlertRecord } from '@/lib/store/repositories/alerts';
import type { ChannelRecord } from '@/lib/store/repositories/channels';
import type { DeliveryRecord, NewDelivery } from '@/lib/store/repositories/deliveries';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { Message } from '../../channels/message';
import { redactorOfServer } from '../../known-secrets';
import type { Work } from '../../work';
import { close } from '../alerts/record';
import type { Due } from '../alerts/tell-due';

/** Of a delivery that waits for the end of quiet hours. */
export const quietAnswer = 'Waits for the end of the quiet hours.';

interface Messages {
  readonly deliveries: readonly NewDelivery[];
  /** Ids of those that wait in quiet hours and are overtaken by what happened since. */
  readonly drop: readonly string[];
}

/** A message for each channel that wants it. Only channels that were told of an alert hear that it is over. */
export async function messagesFor(work: Work, server: ServerRecord, due: readonly Due[], at: number): Promise<Messages> {
  if (due.length === 0) return { deliveries: [], drop: [] };
  const { channels, deliveries } = work.repositories;
  const listening = (await channels.list()).filter((channel) => channel.isOn && (channel.servers === null || channel.servers.includes(server.name)));
  if (listening.length === 0) return { deliveries: [], drop: [] };
  const redactor = await redactorOfServer(work, server.id);
  const before = await deliveries.ofAlerts(due.map(({ alert }) => alert.record.id));
  const added: NewDelivery[] = [];
  const drop: string[] = [];
  for (const each of due) {
    const record = close(each.alert);
    const message = toMessage(each, record, `${work.resources.environment.origin}/servers/${server.name}/health`, redactor, at);
    for (const channel of listening) {
      const earlier = before.filter(({ alertId, channelId }) => alertId === record.id && channelId === channel.id);
      const held = earlier.filter(isHeld);
      drop.push(...held.map(({ id }) => id));
      const isWanted = each.kind === 'resolve' ? earlier.length > held.length : record.severity === 'fail' || channel.least === 'warn';
      if (isWanted) added.push({ id: newId(work.resources.random), channelId: channel.id, alertId: record.id, kind: each.kind, what: message.headline, message: JSON.stringify(message), ...when(channel, record, at) });
    }
  }
  return { deliveries: added, drop };
}

const isHeld = ({ state, attempts, answer }: Pick<DeliveryRecord, 'state' | 'attempts' | 'answer'>): boolean => state === 'waiting' && attempts === 0 && answer === quietAnswer;

/** What does not fail waits for the end of the quiet hours. */
function when({ quiet }: ChannelRecord, { severity }: AlertRecord, at: number): Pick<NewDelivery, 'nextAt' | 'answer'> {
  const until = quiet === null || severity === 'fail' ? null : quietUntil(quiet, at);
  return until === null ? { nextAt: at } : { nextAt: until, answer: quietAnswer };
}

function toMessage({ kind, also, cause, alert }: Due, record: AlertRecord, link: string, redactor: Redactor, at: number): Message {
  const mask = (text: string): string => redactor.redact(text);
  const maskOrNull = (text: string | null): string | null => (text === null ? null : mask(text));
  const { id, serverName: server, check, severity, flapping, since, resolvedAt } = record;
  const now = kind === 'resolve' ? alert.now : null;
  const [title, text] = [mask(record.title), mask(record.message)];
  return {
    kind, alert: id, server, check, title, severity, flapping, link,
    headline: `${begins(kind, record)} on ${server}${kind === 'resolve' ? '. It was' : ''}: ${firstSentence(text) || firstSentence(title)}`,
    ...(now === null ? { text, actual: maskOrNull(record.actual), was: null } : { text: mask(now.message), actual: maskOrNull(now.actual), was: { text, actual: maskOrNull(record.actual) } }),
    wanted: maskOrNull(record.wanted), remedy: maskOrNull(record.remedy), cause: maskOrNull(cause), also: also.map(mask),
    since: new Date(since).toISOString(),
    ended: kind === 'resolve' && resolvedAt !== null ? new Date(resolvedAt).toISOString() : null,
    at: new Date(at).toISOString(),
  };
}

function begins(kind: Due['kind'], { severity, flapping }: AlertRecord): string {
  if (kind === 'resolve') return 'Resolved';
  if (flapping) return 'Comes and goes';
  const words = { fail: 'Fails', warn: 'Warning', unknown: "Can't be asked" }[severity];
  return kind === 'fire' ? words : kind === 'worse' ? `Worse than before (${words.toLowerCase()})` : `Still so (${words.toLowerCase()})`;
}
