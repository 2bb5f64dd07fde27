import type { ChannelKind } from '@/lib/contract/channel';

/** secret: kept, set or removed · list: a line each · text and long: as typed */
export interface ChannelField {
  name: string;
  label: string;
  hint?: string;
  type: 'text' | 'secret' | 'number' | 'choice' | 'list' | 'long';
  optional?: true;
  placeholder?: string;
  /** What stands in it for a new channel. */
  initial?: string;
  choices?: readonly { value: string; label: string }[];
}

interface Kind {
  label: string;
  /** What to have at hand. */
  what: string;
  fields: readonly ChannelField[];
}

const secret = (name: string, label: string, hint?: string): ChannelField => ({ name, label, type: 'secret', ...(hint ? { hint } : {}) });
const optional = (field: ChannelField): ChannelField => ({ ...field, optional: true });

/** Every kind of channel with its fields, by the names that the contract gives them. */
export const channelKinds: Record<ChannelKind, Kind> = {
  email: {
    label: 'E-mail', what: 'It needs a mail server that takes mail from this console (SMTP).',
    fields: [
      { name: 'host', label: 'Mail server', type: 'text', placeholder: 'smtp.example.com' },
      { name: 'port', label: 'Port', type: 'number', initial: '587', hint: 'Usually 587 with STARTTLS, 465 with TLS, 25 without.' },
      { name: 'security', label: 'Encryption', type: 'choice', initial: 'starttls', choices: [{ value: 'starttls', label: 'STARTTLS' }, { value: 'tls', label: 'TLS from the start' }, { value: 'none', label: 'None: mail and password can be read on the way' }] },
      optional({ name: 'user', label: 'User', type: 'text', hint: 'Empty where the mail server wants no login.' }),
      optional(secret('password', 'Password')),
      { name: 'from', label: 'From', type: 'text', placeholder: 'groundcrew@example.com', hint: 'An address that the mail server lets this login send from.' },
      { name: 'to', label: 'To', type: 'list', placeholder: 'ops@example.com', hint: 'One address a line.' },
    ],
  },
  webhook: {
    label: 'Webhook', what: 'It needs an address of yours that takes a POST with JSON.',
    fields: [
      secret('url', 'Address', 'It is stored as a secret, since many hold a token.'),
      optional(secret('signingKey', 'Signing key', 'With it every message carries x-groundcrew-signature: t=<seconds>,v1=<the HMAC-SHA256 of “<seconds>.<body>”>, so that the receiver can tell it from a forged one.')),
      optional({ name: 'template', label: 'Template', type: 'long', hint: 'Empty: JSON with all fields. Else a text of yours in which {{title}}, {{server}}, {{severity}}, {{text}}, {{actual}}, {{wanted}}, {{remedy}}, {{since}}, {{link}}, {{kind}} or {{message}} are filled in.' }),
    ],
  },
  slack: { label: 'Slack', what: 'It needs an incoming webhook of Slack.', fields: [secret('url', 'Webhook address', 'In Slack: Apps, Incoming WebHooks, Add to Slack, choose the channel. It begins with https://hooks.slack.com/services/.')] },
  teams: { label: 'Microsoft Teams', what: 'It needs a workflow of Teams that takes a webhook.', fields: [secret('url', 'Webhook address', 'In Teams: the channel’s menu, Workflows, “Send webhook alerts to a channel”. Its last page shows the address.')] },
  discord: { label: 'Discord', what: 'It needs a webhook of a Discord channel.', fields: [secret('url', 'Webhook address', 'In Discord: the channel’s settings, Integrations, Webhooks, Copy Webhook URL.')] },
  telegram: {
    label: 'Telegram', what: 'It needs a bot of Telegram and the chat that it writes to.',
    fields: [
      secret('token', 'Token of the bot', 'From @BotFather, such as 123456:ABC-DEF.'),
      { name: 'chat', label: 'Chat id', type: 'text', placeholder: '-1001234567890', hint: 'Write to the bot, then look at getUpdates of its API: the number under message.chat.id. That of a group begins with a minus.' },
    ],
  },
  ntfy: {
    label: 'ntfy', what: 'It needs a topic of ntfy.sh or of a server of your own.',
    fields: [
      { name: 'server', label: 'Server', type: 'text', initial: 'https://ntfy.sh' },
      { name: 'topic', label: 'Topic', type: 'text', hint: 'Whoever knows it can read along: choose one that nobody guesses, or a protected one with a token.' },
      optional(secret('token', 'Access token', 'In ntfy: Account, Access tokens.')),
    ],
  },
  gotify: {
    label: 'Gotify', what: 'It needs a Gotify server of yours.',
    fields: [{ name: 'server', label: 'Server', type: 'text', placeholder: 'https://gotify.example.com' }, secret('token', 'Token of the application', 'In Gotify: Apps, Create Application.')],
  },
  pagerduty: { label: 'PagerDuty', what: 'It needs a service of PagerDuty with an Events API v2 integration.', fields: [secret('routingKey', 'Integration key', 'In PagerDuty: the service, Integrations, Add an integration, Events API V2.')] },
  alertmanager: {
    label: 'Alertmanager', what: 'It needs an Alertmanager of Prometheus, which then does the telling.',
    fields: [
      { name: 'server', label: 'Server', type: 'text', placeholder: 'http://alertmanager.example.com:9093', hint: 'Without /api/v2/alerts.' },
      optional({ name: 'user', label: 'User', type: 'text', hint: 'Where it asks for a login.' }),
      optional(secret('password', 'Password')),
    ],
  },
};

export const kindNames = Object.keys(channelKinds) as ChannelKind[];
/** The kind's label; a kind of another release is shown as it is called. */
export const kindLabel = (kind: string): string => (Object.hasOwn(channelKinds, kind) ? channelKinds[kind as ChannelKind].label : kind);
