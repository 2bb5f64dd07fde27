import type { ChannelKind } from '@/lib/contract/channel';
import { GroundcrewError, isGroundcrewError } from '@/lib/core/errors';
import { lookUp } from '@/lib/net/lookup';
import { guardAddress } from '@/lib/net/outbound';
import { parseUrl } from '@/lib/net/parse-url';
import type { ChannelTarget } from '@/lib/store/repositories/channels';
import { targetOf } from './channels/format';

/** The field that says where a kind sends to; the others have an address of their own. */
const fields: Partial<Record<ChannelKind, string>> = { email: 'host', webhook: 'url', slack: 'url', teams: 'url', discord: 'url', ntfy: 'server', gotify: 'server', alertmanager: 'server' };

/**
 * Refuses an address that messages may not go to, by the rule by which it is judged again before each message.
 * A name that can't be resolved now is let through: a name server that is away must not keep anybody from saving.
 * @throws GroundcrewError `invalid_input` at the address, with the reason of the rule (`reach.private`, `reach.forbidden`)
 */
export async function refusePrivateAddress(target: ChannelTarget, allowed: readonly string[]): Promise<void> {
  const field = fields[target.kind];
  if (field === undefined) return;
  const given = targetOf(target);
  const host = field === 'host' ? given.text(field) : parseUrl(field === 'url' ? given.secret(field) : given.text(field)).hostname;
  try {
    await guardAddress(host, allowed, lookUp);
  } catch (cause) {
    if (!isGroundcrewError(cause) || cause.code !== 'forbidden') return;
    const { message, remedy, reason } = cause;
    throw new GroundcrewError({ code: 'invalid_input', fields: { [`channel.settings.${field}`]: `${message} ${remedy ?? ''}`.trim() }, field: `channel.settings.${field}`, reason, message, remedy, cause });
  }
}
