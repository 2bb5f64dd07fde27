import { GroundcrewError, isGroundcrewError } from '@/lib/core/errors';
import { seconds } from '@/lib/core/units';
import type { Outbound, post } from '@/lib/net/outbound';
import type { sendMail, SmtpInput } from '@/lib/net/smtp';
import { createRedactor } from '@/lib/shell/redact';
import type { ChannelTarget } from '@/lib/store/repositories/channels';
import { toMail } from '../../channels/email';
import { targetOf } from '../../channels/format';
import { formats } from '../../channels/formats';
import { secretsIn } from '../../channels/secrets-of';
import type { Message } from '../../channels/message';

/** The doors that messages leave by. */
export interface Out {
  readonly post: (input: Outbound) => ReturnType<typeof post>;
  readonly mail: (input: SmtpInput) => ReturnType<typeof sendMail>;
}

export interface Sent {
  readonly isTaken: boolean;
  /** Status and first line of the remote, or why there is none; without the channel's secrets. */
  readonly answer: string;
}

const timeout = seconds(15);

/** One attempt to send one message; it ends within 20 seconds. Rejects never. */
export async function send(out: Out, message: Message, channel: ChannelTarget, delivery: string, allowed: readonly string[], at: number): Promise<Sent> {
  const redactor = createRedactor(secretsIn(Object.values(channel.secrets)));
  const sent = await Promise.race([attempt(out, message, channel, delivery, allowed, at), tooLate()]).catch((error: unknown) => ({ isTaken: false, answer: sentenceOf(error) }));
  return { ...sent, answer: redactor.redact(sent.answer) };
}

async function attempt(out: Out, message: Message, channel: ChannelTarget, delivery: string, allowed: readonly string[], at: number): Promise<Sent> {
  const target = targetOf(channel);
  if (channel.kind === 'email') {
    const { thread, ...mail } = toMail(message);
    const domain = target.text('from').split('@').at(-1) ?? 'groundcrew';
    const { status, firstLine } = await out.mail({
      ...mail, host: target.text('host'), port: Number(target.text('port')), security: target.text('security') as SmtpInput['security'],
      user: target.text('user'), password: channel.secrets.password ?? null, from: target.text('from'), to: target.list('to'),
      messageId: `${delivery}@${domain}`, ...(thread === null ? {} : { references: `${thread}@${domain}` }), timeout, allowed,
    });
    return { isTaken: true, answer: firstLine.startsWith(String(status)) ? firstLine : `${status} ${firstLine}`.trim() };
  }
  let sent: Sent = { isTaken: false, answer: 'There was nothing to send.' };
  for (const { url, headers, body } of formats[channel.kind](message, target, delivery, at)) {
    const { status, firstLine } = await out.post({ url, headers, body, timeout, allowed });
    sent = { isTaken: status >= 200 && status < 300, answer: `${status} ${firstLine}`.trim() };
    if (!sent.isTaken) return sent;
  }
  return sent;
}

/** The name server may take longer than the request that it is asked for. */
async function tooLate(): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, timeout + seconds(5)).unref());
  throw new GroundcrewError({ code: 'unreachable', reason: 'reach.timed-out', message: 'There was no answer in time.' });
}

function sentenceOf(error: unknown): string {
  if (!isGroundcrewError(error)) return 'The message could not be sent.';
  return [error.message, error.remedy].filter(Boolean).join(' ');
}
