import { newId } from '@/lib/core/ids';
import type { ChannelRecord } from '@/lib/store/repositories/channels';
import type { NewDelivery } from '@/lib/store/repositories/deliveries';
import type { Message } from '../../channels/message';
import type { Work } from '../../work';

const texts = {
  asked: 'Somebody asked for this test on the page of the channel. Nothing is wrong, and nothing is to be done.',
  weekly: 'This test comes each Monday. Nothing is wrong. When it does not come, look whether the console runs and the channel still works.',
};

/** A message that says nothing but that the channel works. */
export function testMessage({ resources: { environment, random } }: Work, channel: Pick<ChannelRecord, 'id' | 'name'>, why: keyof typeof texts, at: number): NewDelivery {
  const headline = `Test of the channel "${channel.name}"`;
  const nothing = { alert: null, server: null, check: null, severity: null, actual: null, wanted: null, cause: null, remedy: null, since: null, ended: null };
  const message: Message = { ...nothing, kind: 'test', title: 'Test message', flapping: false, headline, text: texts[why], at: new Date(at).toISOString(), also: [], link: `${environment.origin}/settings/channels` };
  return { id: newId(random), channelId: channel.id, alertId: null, kind: 'test', what: headline, message: JSON.stringify(message), nextAt: at };
}
