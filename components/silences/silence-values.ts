import { silenceInput, type Silence, type SilenceInput } from '@/lib/contract/alert';
import { count } from '@/lib/core/units';

/** What the form holds, as typed: both kinds at once. */
export interface SilenceValues {
  title: string;
  /** Empty: all servers. */
  server: string;
  kind: 'once' | 'weekly';
  /** As a datetime field gives them: in the zone of the browser. */
  from: string;
  to: string;
  days: number[];
  at: string;
  minutes: string;
  zone: string;
}

export const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** A week begins on Monday; its days are counted from Sunday, as the contract does. */
export const week = [1, 2, 3, 4, 5, 6, 0];

/** For a datetime field: this moment in the zone of the browser, to the minute. */
export function localMinute(at: number): string {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Two hours from now on, or each week at night; in the zone of the browser. */
export function newSilence(): SilenceValues {
  const now = Date.now();
  return { title: '', server: '', kind: 'once', from: localMinute(now), to: localMinute(now + 2 * 3_600_000), days: [], at: '02:00', minutes: '120', zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

/** A stored window, to be changed; what the other kind needs is as proposed. */
export function silenceValues({ title, server, window }: Pick<Silence, 'title' | 'server' | 'window'>): SilenceValues {
  const values = { ...newSilence(), title, server: server ?? '', kind: window.kind };
  if (window.kind === 'once') return { ...values, from: localMinute(Date.parse(window.from)), to: localMinute(Date.parse(window.to)) };
  return { ...values, days: [...window.days], at: window.at, minutes: String(window.minutes), zone: window.zone };
}

const iso = (local: string): string => {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
};

type Judged = { input: SilenceInput; errors: null } | { input: null; errors: Record<string, string> };

/** Everything that is wrong in one round, by field. */
export function judgeSilence({ kind, title, server, from, to, days, at, minutes, zone }: SilenceValues): Judged {
  const whose = { title, server: server === '' ? null : server };
  const parsed = silenceInput.safeParse(kind === 'once' ? { kind, ...whose, from: iso(from), to: iso(to) } : { kind, ...whose, days, at, minutes, zone });
  const errors: Record<string, string> = {};
  for (const { path, message } of parsed.error?.issues ?? []) errors[String(path[0])] ??= message;
  if (kind === 'once' && iso(from) === '') errors.from = 'Enter when it begins.';
  if (kind === 'once' && iso(to) === '') errors.to = 'Enter when it ends.';
  if (parsed.success) return { input: parsed.data, errors: null };
  return { input: null, errors };
}

/** "Nothing is silenced now. The next window begins on Saturday at 02:00." */
export function silencesSentence(silences: readonly Silence[]): string {
  if (silences.length === 0) return 'No maintenance window is planned, so every alert is told.';
  const active = silences.filter(({ isActive }) => isActive);
  if (active.length === 1) return `“${active[0]!.title}” is active: alerts of ${whose(active[0]!)} are not told now.`;
  if (active.length > 1) return `${count(active.length, 'window')} are active: what they cover is not told now.`;
  const next = silences.flatMap((silence) => silence.next).sort()[0];
  return next ? `Nothing is silenced now. The next window begins ${when(next)}.` : 'Nothing is silenced now, and no window is to come.';
}

export const whose = ({ server }: Pick<Silence, 'server'>): string => server ?? 'all servers';
/** In the zone of the browser, with the day of the week. */
export const when = (at: string): string => new Date(at).toLocaleString(undefined, { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
