import type { Severity } from '@/lib/contract/alert';
import { checkPage } from '@/lib/contract/check-page';
import { splitFirstSentence } from '@/lib/core/sentences';
import { count, utcMinute } from '@/lib/core/units';
import type { DeliveryKind } from '@/lib/store/repositories/deliveries';

/** What is told, in no format yet; stored with the delivery and free of secrets. Times are ISO 8601 in UTC. */
export interface Message {
  readonly kind: DeliveryKind;
  /** The alert's id: what belongs to one alert has one. Null for a test. */
  readonly alert: string | null;
  readonly server: string | null;
  readonly check: string | null;
  /** The check's: how it should be. */
  readonly title: string;
  readonly severity: Severity | null;
  readonly flapping: boolean;
  /** One line, with how it is. */
  readonly headline: string;
  /** How it is; of what is over, how it is by now. */
  readonly text: string;
  readonly actual: string | null;
  readonly wanted: string | null;
  /** Of what is over: how it was when it was last ill. Missing in what an earlier release stored. */
  readonly was?: { readonly text: string; readonly actual: string | null } | null;
  readonly cause: string | null;
  readonly remedy: string | null;
  readonly since: string | null;
  readonly ended: string | null;
  readonly at: string;
  /** How it is with what this one explains. */
  readonly also: readonly string[];
  /** Of an alert: the server's page Health. */
  readonly link: string;
}

/** Whether it says that something is over. */
export const isOver = ({ kind }: Pick<Message, 'kind'>): boolean => kind === 'resolve';

/** Label and text of each line of the message that has something to say. What the headline says already is not said again. */
export function rowsOf(message: Message): readonly (readonly [string, string])[] {
  const { text, headline, title, check, server, since, ended, actual, was, wanted, cause, remedy, also, flapping, link } = message;
  const page = check === null || isOver(message) ? null : checkPage(check);
  const rows: readonly (readonly [string, string | null])[] = [
    [was ? 'Now' : 'What', isSaid(headline, text) ? null : text],
    ['It was', was && !isSaid(headline, was.text) ? was.text : null],
    ['Where', server],
    ['Since', since && clock(since)],
    ['Ended', ended && clock(ended)],
    [was ? 'Actual now' : 'Actual', actual],
    ['Actual then', was?.actual ?? null],
    ['Wanted', wanted],
    ['Likely cause', cause],
    ['Explains too', also.length === 0 ? null : listed(also)],
    ['What to do', isOver(message) ? null : remedy],
    ...(page ? [[page.label, `${link}${page.below}`] as const] : []),
    ['Check', check && title],
    ['Note', flapping ? 'It comes and goes. You are told again when nothing has changed for 30 minutes.' : null],
  ];
  return rows.flatMap(([label, value]) => (value === null || value === '' ? [] : [[label, value] as const]));
}

const isSaid = (headline: string, text: string): boolean => {
  const { first, rest } = splitFirstSentence(text);
  return rest === '' && headline.includes(first);
};

/** The message as plain text, below its headline. */
export const plainText = (message: Message): string => [...rowsOf(message).map(([label, value]) => `${label}: ${value}`), message.link].join('\n');

const mostListed = 10;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostListed).join(' ');
  return names.length > mostListed ? `${shown} And ${count(names.length - mostListed, 'more', 'more')}.` : shown;
}

/** "2026-11-29 17:05 UTC" */
export const clock = (time: string): string => utcMinute(Date.parse(time));

/** At most so many characters, without half a character at the end. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
