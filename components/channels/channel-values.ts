import { channelInput, type Channel, type ChannelInput, type ChannelKind } from '@/lib/contract/channel';
import type { SecretInput } from '@/lib/contract/fields';
import { channelKinds, type ChannelField } from './channel-kinds';

/** What the form holds: every text as typed; the fields of one kind. */
export interface ChannelValues {
  name: string;
  isOn: boolean;
  least: 'warn' | 'fail';
  scope: 'all' | 'some';
  servers: string[];
  isQuiet: boolean;
  quiet: { from: string; to: string; zone: string };
  weeklyTest: boolean;
  settings: Record<string, string | SecretInput>;
}

export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The form of a stored channel, or of a new one of this kind. */
export function channelValues(kind: ChannelKind, channel: Channel | null): ChannelValues {
  return {
    name: channel?.name ?? '',
    isOn: channel?.isOn ?? true,
    least: channel?.least ?? 'warn',
    scope: channel?.servers ? 'some' : 'all',
    servers: channel?.servers ?? [],
    isQuiet: Boolean(channel?.quiet),
    quiet: channel?.quiet ?? { from: '22:00', to: '07:00', zone: browserZone() },
    weeklyTest: channel?.weeklyTest ?? true,
    settings: Object.fromEntries(channelKinds[kind].fields.map((field) => [field.name, valueOf(field, channel)])),
  };
}

function valueOf({ name, type, initial = '' }: ChannelField, channel: Channel | null): string | SecretInput {
  if (type === 'secret') return { action: 'keep' };
  const stored = channel?.settings[name];
  return stored === undefined ? initial : Array.isArray(stored) ? stored.join('\n') : String(stored);
}

/** The verb's input, not judged yet. */
export function toChannelInput(kind: ChannelKind, { settings, scope, servers, isQuiet, quiet, ...plain }: ChannelValues): unknown {
  const typed = channelKinds[kind].fields.map(({ name, type }) => [name, type === 'list' ? lines(settings[name]) : settings[name]]);
  return { ...plain, servers: scope === 'all' ? null : servers, quiet: isQuiet ? quiet : null, settings: { kind, ...Object.fromEntries(typed) as object } };
}

/** The parts of a text with a line, or a comma, between them. */
export const lines = (text: unknown): string[] => (typeof text === 'string' ? text.split(/[\n,;]/).map((line) => line.trim()).filter(Boolean) : []);

type Judged = { input: ChannelInput; errors: null } | { input: null; errors: Record<string, string> };

/** Everything that is wrong in one round: what the schema refuses, and secrets that are neither stored nor typed. */
export function judgeChannel(kind: ChannelKind, values: ChannelValues, stored: Channel['secrets']): Judged {
  const parsed = channelInput.safeParse(toChannelInput(kind, values));
  const errors: Record<string, string> = {};
  for (const { path, message } of parsed.error?.issues ?? []) errors[channelPath(path.join('.'))] ??= message;
  if (values.scope === 'some' && values.servers.length === 0) errors.servers ??= 'Choose a server, or all of them.';
  for (const { name, label, type, optional } of channelKinds[kind].fields) {
    const secret = values.settings[name] as SecretInput;
    if (type === 'secret' && !optional && (secret.action === 'clear' || (secret.action === 'keep' && !stored[name]?.isSet))) errors[`settings.${name}`] ??= `Enter the ${label.charAt(0).toLowerCase()}${label.slice(1)}.`;
  }
  return parsed.success && Object.keys(errors).length === 0 ? { input: parsed.data, errors: null } : { input: null, errors };
}

/** A path of the verb's input as the form's own: a line of a list is its field, the text of a secret is the secret. */
export const channelPath = (path: string): string => path.replace(/^channel\./, '').replace(/\.value$/, '').replace(/\.\d+$/, '');
