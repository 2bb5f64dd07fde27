import { createHmac } from 'node:crypto';
import { json, type Format } from './format';
import { plainText, type Message } from './message';

/** What a template may name in {{…}}. */
const placeholders: Readonly<Record<string, (message: Message, delivery: string) => string>> = {
  id: (_, delivery) => delivery,
  kind: ({ kind }) => kind,
  alert: ({ alert }) => alert ?? '',
  server: ({ server }) => server ?? '',
  check: ({ check }) => check ?? '',
  title: ({ title }) => title,
  severity: ({ severity }) => severity ?? '',
  flapping: ({ flapping }) => String(flapping),
  headline: ({ headline }) => headline,
  text: ({ text }) => text,
  actual: ({ actual }) => actual ?? '',
  wanted: ({ wanted }) => wanted ?? '',
  was: ({ was }) => was?.text ?? '',
  wasActual: ({ was }) => was?.actual ?? '',
  cause: ({ cause }) => cause ?? '',
  remedy: ({ remedy }) => remedy ?? '',
  since: ({ since }) => since ?? '',
  ended: ({ ended }) => ended ?? '',
  at: ({ at }) => at,
  also: ({ also }) => also.join(', '),
  link: ({ link }) => link,
  message: (message) => plainText({ ...message, headline: '' }),
};
const named = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Names in {{…}} that there are not. */
export const unknownPlaceholders = (template: string): string[] => [...template.matchAll(named)].map(([, name = '']) => name).filter((name) => !Object.hasOwn(placeholders, name));
/** All names that a template may use, for who writes one. */
export const placeholderNames: readonly string[] = Object.keys(placeholders);

/**
 * Any address of one's own: JSON, or a template. Signed when there is a key: `x-groundcrew-signature: t=<seconds>,v1=<hex>`,
 * the HMAC-SHA256 of "<seconds>.<body>".
 */
export const webhook: Format = (message, target, delivery, at) => {
  const template = target.text('template');
  const plain = json(target.secret('url'), { id: delivery, ...message });
  const sending = template.trim() === '' ? plain : { ...plain, headers: { ...plain.headers, 'content-type': isJson(template) ? 'application/json' : 'text/plain; charset=utf-8' }, body: fill(template, message, delivery) };
  const key = target.secret('signingKey');
  return [{ ...sending, headers: { ...sending.headers, 'x-groundcrew-delivery': delivery, ...(key === '' ? {} : { 'x-groundcrew-signature': sign(key, sending.body, at) }) } }];
};

/** It begins as an object or a list; "{{" is a name. */
const isJson = (template: string): boolean => /^\s*(?:\[|\{(?!\{))/.test(template);

/** In a template that is JSON the values are escaped for a string. */
function fill(template: string, message: Message, delivery: string): string {
  const escape = isJson(template) ? (value: string) => JSON.stringify(value).slice(1, -1) : (value: string) => value;
  return template.replaceAll(named, (whole, name: string) => (Object.hasOwn(placeholders, name) ? escape(placeholders[name]?.(message, delivery) ?? '') : whole));
}

function sign(key: string, body: string, at: number): string {
  const seconds = Math.floor(at / 1000);
  return `t=${seconds},v1=${createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex')}`;
}
