import * as z from 'zod';
import { clockTime, zone } from './alert';
import { hostAddress, id, port, secretInput, secretState, serverName, time } from './fields';

const httpUrl = z.url({ protocol: /^https?$/, error: 'Enter an address such as https://hooks.example.com/x.' }).max(2048);
const secretUrl = secretInput.refine((input) => input.action !== 'set' || httpUrl.safeParse(input.value).success, 'Enter an address such as https://hooks.example.com/x.').default({ action: 'keep' });
const secretText = secretInput.default({ action: 'keep' });
const mail = z.email('Enter an e-mail address.').max(254);

/** What each kind of channel needs besides its name. Addresses that are secrets themselves (Slack's and others') come as secrets. */
export const channelSettings = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('email'), host: hostAddress, port: port.default(587), security: z.enum(['starttls', 'tls', 'none']).default('starttls'), user: z.string().max(255).default(''), password: secretText, from: mail, to: z.array(mail).min(1, 'Enter at least one address.').max(50) }),
  z.object({ kind: z.literal('webhook'), url: secretUrl, signingKey: secretText, template: z.string().max(10_000).default('') }),
  z.object({ kind: z.literal('slack'), url: secretUrl }),
  z.object({ kind: z.literal('teams'), url: secretUrl }),
  z.object({ kind: z.literal('discord'), url: secretUrl }),
  z.object({ kind: z.literal('telegram'), token: secretText, chat: z.string().trim().min(1, 'Enter the chat id.').max(100) }),
  z.object({ kind: z.literal('ntfy'), server: httpUrl.default('https://ntfy.sh'), topic: z.string().trim().regex(/^[A-Za-z0-9_-]{1,64}$/, 'Letters, digits, "_" and "-".'), token: secretText }),
  z.object({ kind: z.literal('gotify'), server: httpUrl, token: secretText }),
  z.object({ kind: z.literal('pagerduty'), routingKey: secretText }),
  z.object({ kind: z.literal('alertmanager'), server: httpUrl, user: z.string().max(255).default(''), password: secretText }),
]);
export type ChannelSettings = z.infer<typeof channelSettings>;
export type ChannelKind = ChannelSettings['kind'];

export const channelInput = z.object({
  name: z.string().trim().min(1, 'Enter a name.').max(60),
  isOn: z.boolean().default(true),
  least: z.enum(['warn', 'fail']).default('warn'),
  /** Only these servers; null for all. */
  servers: z.array(serverName).max(500).nullable().default(null),
  /** Warnings wait for the end of the quiet hours; what fails is told at once. */
  quiet: z.object({ from: clockTime, to: clockTime, zone }).nullable().default(null),
  /** A test message each Monday at nine, so that a channel that has died is noticed. */
  weeklyTest: z.boolean().default(true),
  settings: channelSettings,
});
export type ChannelInput = z.input<typeof channelInput>;

export const delivery = z.object({
  id,
  channel: z.string(),
  at: time,
  what: z.string(),
  state: z.enum(['waiting', 'sent', 'failed']),
  attempts: z.number(),
  nextAt: time.nullable(),
  /** Status and first line of what the remote said; never more. */
  answer: z.string().nullable(),
});
export type Delivery = z.infer<typeof delivery>;

export const channel = z.object({
  id,
  name: z.string(),
  isOn: z.boolean(),
  kind: z.string(),
  least: z.enum(['warn', 'fail']),
  servers: z.array(z.string()).nullable(),
  quiet: z.object({ from: z.string(), to: z.string(), zone: z.string() }).nullable(),
  weeklyTest: z.boolean(),
  /** The settings without their secrets. */
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  /** Which secrets are stored. */
  secrets: z.record(z.string(), secretState),
  last: delivery.nullable(),
});
export type Channel = z.infer<typeof channel>;

/** What belongs to telling as a whole. */
export const tellingInput = z.object({
  /** Asked every few minutes while this console lives: whoever is asked notices when it no longer is. */
  deadManUrl: secretUrl,
  deadManMinutes: z.coerce.number('Enter minutes.').int('Enter whole minutes.').min(1, 'Enter 1 or more.').max(1440).default(5),
  deadManIsOn: z.boolean().default(false),
  /** Private addresses and networks that channels may use, such as 10.0.0.0/8 or 192.0.2.7. */
  allowedNetworks: z.array(z.string().trim().max(64)).max(50).default([]),
});
export const telling = z.object({ deadManUrl: secretState, deadManMinutes: z.number(), deadManIsOn: z.boolean(), deadManSentence: z.string(), allowedNetworks: z.array(z.string()) });
export type Telling = z.infer<typeof telling>;
