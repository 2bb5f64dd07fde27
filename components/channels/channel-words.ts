import { CircleCheck, CircleX, Hourglass } from 'lucide-react';
import type { Channel, Delivery } from '@/lib/contract/channel';

export const deliveryLook = {
  waiting: { tone: 'quiet', word: 'Waiting', icon: Hourglass },
  sent: { tone: 'good', word: 'Sent', icon: CircleCheck },
  failed: { tone: 'bad', word: 'Failed', icon: CircleX },
} as const satisfies Record<Delivery['state'], unknown>;

/** "Warnings and failures of all servers. Warnings wait from 22:00 to 07:00 (Europe/Berlin)." */
export function whatItGets({ least, servers, quiet }: Pick<Channel, 'least' | 'servers' | 'quiet'>): string {
  const what = least === 'warn' ? 'Warnings and failures' : 'Failures';
  const whose = servers === null ? 'all servers' : new Intl.ListFormat('en').format(servers) || 'no server';
  const waits = quiet && least === 'warn' ? ` Warnings wait from ${quiet.from} to ${quiet.to} (${quiet.zone}).` : '';
  return `${what} of ${whose}.${waits}`;
}

/** The answer to "does anybody hear of it?" in a sentence. */
export function channelsSentence(channels: readonly Pick<Channel, 'name' | 'isOn' | 'last'>[]): string {
  if (channels.length === 0) return 'Nobody is told of alerts yet.';
  const on = channels.filter(({ isOn }) => isOn);
  if (on.length === 0) return `Nobody is told of alerts: ${channels.length === 1 ? 'the channel is' : `all ${channels.length} channels are`} off.`;
  const failing = on.filter(({ last }) => last?.state === 'failed').map(({ name }) => name);
  if (failing.length > 0) return `The last message to ${new Intl.ListFormat('en').format(failing)} did not arrive.`;
  const quiet = on.filter(({ last }) => last === null).map(({ name }) => name);
  const told = `Alerts are told by ${on.length === 1 ? on[0]!.name : `${on.length} channels`}.`;
  return quiet.length > 0 ? `${told} ${new Intl.ListFormat('en').format(quiet)} ${quiet.length === 1 ? 'was' : 'were'} not tested yet.` : told;
}
