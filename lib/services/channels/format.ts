import type { ChannelTarget } from '@/lib/store/repositories/channels';
import type { Message } from './message';

/** One request over HTTP. */
export interface Sending {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A channel's settings, with its secrets revealed: only for what is sent at once. */
export interface Target {
  text(name: string): string;
  list(name: string): readonly string[];
  /** Empty where none is stored. */
  secret(name: string): string;
}

/** `delivery`: the id of the delivery, the same in each attempt, so that a receiver can tell what came twice. `at`: milliseconds. */
export type Format = (message: Message, target: Target, delivery: string, at: number) => readonly Sending[];

/** Where the secrets leave for the channel. */
export function targetOf({ settings, secrets }: ChannelTarget): Target {
  return {
    text: (name) => String(settings[name] ?? ''),
    list: (name) => (Array.isArray(settings[name]) ? (settings[name] as readonly string[]) : []),
    secret: (name) => secrets[name]?.reveal() ?? '',
  };
}

/** A request with a JSON body. */
export function json(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Sending {
  return { url, headers: { 'content-type': 'application/json', 'user-agent': 'Groundcrew', ...headers }, body: JSON.stringify(body) };
}

/** A path below an address that may end in "/". */
export const below = (server: string, path: string): string => `${server.replace(/\/+$/, '')}${path}`;
