import type { ChannelKind, ChannelSettings } from '@/lib/contract/channel';
import type { SecretInput } from '@/lib/contract/fields';
import { GroundcrewError } from '@/lib/core/errors';
import { secret, type Secret } from '@/lib/core/secret';
import type { ChannelTarget, PlainSetting } from '@/lib/store/repositories/channels';
import { placeholderNames, unknownPlaceholders } from './channels/webhook';

/** Secrets without which a kind can't work. */
const needed: Partial<Record<ChannelKind, Readonly<Record<string, string>>>> = {
  webhook: { url: 'Enter the address.' },
  slack: { url: 'Enter the address of the webhook.' },
  teams: { url: 'Enter the address of the workflow.' },
  discord: { url: 'Enter the address of the webhook.' },
  telegram: { token: 'Enter the token of the bot.' },
  gotify: { token: 'Enter the token of the application.' },
  pagerduty: { routingKey: 'Enter the integration key.' },
};
/** Where the secrets of a kind go to, and how. */
const destination: Partial<Record<ChannelKind, readonly string[]>> = { email: ['host', 'port', 'security'], ntfy: ['server'], gotify: ['server'], alertmanager: ['server'] };

const isSecretInput = (value: unknown): value is SecretInput => typeof value === 'object' && value !== null && 'action' in value;

/**
 * Splits the form of a channel into settings and secrets; `before`: what is stored, which "keep" keeps.
 * Throws GroundcrewError `invalid_input` at the field that is missing, or that must be entered again because the stored one would go elsewhere.
 */
export function readTarget({ kind, ...input }: ChannelSettings, before: ChannelTarget | null): ChannelTarget {
  const stored = before?.kind === kind ? before : null;
  const settings: Record<string, PlainSetting> = {};
  const secrets: Record<string, Secret> = {};
  const kept: string[] = [];
  for (const [name, value] of Object.entries(input)) {
    if (!isSecretInput(value)) settings[name] = value;
    else if (value.action === 'set' && value.value !== '') secrets[name] = secret(value.value);
    else if (value.action === 'keep' && stored?.secrets[name]) {
      secrets[name] = stored.secrets[name];
      kept.push(name);
    }
  }
  for (const [name, message] of Object.entries(needed[kind] ?? {})) if (secrets[name] === undefined) throw refuse(name, message, `channel.${name}-missing`);
  // Whoever borrows a session could else have the stored secret sent to a machine of their own.
  const isElsewhere = (destination[kind] ?? []).some((name) => stored !== null && settings[name] !== stored.settings[name]);
  for (const name of isElsewhere ? kept : []) throw refuse(name, 'Enter it again: the stored one is only for the server of before.', 'channel.secret-elsewhere');
  const unknown = kind === 'webhook' ? unknownPlaceholders(String(settings.template)) : [];
  if (unknown.length > 0) throw refuse('template', `There is no {{${unknown[0]}}}. There are: ${placeholderNames.join(', ')}.`, 'channel.placeholder');
  return { kind, settings, secrets };
}

const refuse = (name: string, message: string, reason: string): GroundcrewError => new GroundcrewError({ code: 'invalid_input', field: `channel.settings.${name}`, reason, message });

/** Which secrets each kind may have: the page shows whether they are set. */
const secretNames: Readonly<Record<ChannelKind, readonly string[]>> = {
  email: ['password'], webhook: ['url', 'signingKey'], slack: ['url'], teams: ['url'], discord: ['url'], telegram: ['token'], ntfy: ['token'], gotify: ['token'], pagerduty: ['routingKey'], alertmanager: ['password'],
};

/** Of each secret whether there is one. */
export const secretStates = ({ kind, secrets }: ChannelTarget): Record<string, { isSet: boolean }> => Object.fromEntries(secretNames[kind].map((name) => [name, { isSet: secrets[name] !== undefined }]));
