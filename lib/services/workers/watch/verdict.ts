import type { Alert } from '@/lib/contract/alert';
import type { Forecast, Verdict, Watched } from '@/lib/contract/health';
import { firstSentence } from '@/lib/core/sentences';
import { count, minutes } from '@/lib/core/units';
import type { Probe } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import { names } from '@/lib/engine/alert-cause';
import { reachServer } from './reach-probes';

interface Known {
  readonly name: string;
  readonly findings: readonly Watched[];
  readonly forecasts: readonly Forecast[];
  readonly alerts: readonly Alert[];
  readonly lastContactAt: string | null;
  readonly probes: readonly Probe<Inputs>[];
  readonly now: number;
}

/** Forecasts that lie further off are no news. */
const mostDays = 30;

/** What one look says: by the worst finding. What is stale or could not be asked says nothing good. Pure. */
export function judgeHealth(known: Known): { verdict: Verdict; sentence: string } {
  const { findings, probes } = known;
  const isVital = (check: string) => probes.find(({ id }) => id === check)?.vital === true;
  const reach = findings.find(({ id }) => id === reachServer.id);
  if (reach?.outcome === 'fail') return { verdict: 'unreachable', sentence: silent(known, reach) };
  const fresh = findings.filter(({ isStale, askedAt }) => !isStale && askedAt !== null);
  const with_ = (outcome: Watched['outcome']) => rootsFirst(fresh.filter((finding) => finding.outcome === outcome), probes);
  const [fails, warns] = [with_('fail'), with_('warn')];
  const unknown = findings.filter(({ outcome, isStale, askedAt }) => askedAt !== null && (isStale || outcome === 'unknown'));
  const recovering = known.alerts.filter(({ state, recoversAt }) => state === 'firing' && recoversAt !== null);
  const works = `ClearML ${recovering.some(({ check }) => isVital(check)) ? 'answers again' : 'works'}.`;
  const later = `${recoveryWords(recovering, known.now)}${forecastWords(known)}`;
  const [fail] = fails;
  const doubt = doubtOf(findings, probes);
  if (fail) {
    const isDown = fails.some(({ id }) => isVital(id));
    const begins = isDown ? 'ClearML does not work: ' : doubt !== null ? 'Something fails, and it is not known whether ClearML works: ' : 'ClearML works, but something fails: ';
    return { verdict: 'ill', sentence: `${begins}${headline(fail.message)}${more(fails, 'failure')}` };
  }
  const [warn] = warns;
  if (doubt !== null && fresh.length > 0) return { verdict: 'unknown', sentence: `It is not known whether ClearML works: ${doubt}${warn ? ` ${whole(warn.message)}${more(warns, 'warning')}` : ''}` };
  if (warn) return { verdict: 'warn', sentence: `${works} ${headline(warn.message)}${more(warns, 'warning')}${later}` };
  if (fresh.length === 0 && unknown.length === 0) return { verdict: 'unknown', sentence: 'The server is asked for the first time.' };
  const [first] = unknown;
  if (first) return { verdict: 'unknown', sentence: `${count(unknown.length, 'check')} could not be judged: ${whole(first.isStale ? `"${first.title}" was not answered lately` : first.message)}` };
  const notes = fresh.filter(({ isNote }) => isNote);
  return { verdict: notes.length > 0 ? 'note' : 'well', sentence: `${works}${noteWords(notes)}${later}` };
}

/** Why it can't be said that ClearML works: one of the probes that tell it has no answer of now. Null: all have. */
function doubtOf(findings: readonly Watched[], probes: readonly Probe<Inputs>[]): string | null {
  const vital = findings.filter(({ id }) => probes.find((probe) => probe.id === id)?.vital === true);
  const open = vital.find(({ outcome, isStale, askedAt }) => askedAt === null || isStale || outcome === 'unknown');
  if (open === undefined) return null;
  return open.askedAt === null ? `"${open.title}" was not asked yet.` : whole(open.isStale ? `"${open.title}" was not answered lately` : open.message);
}

/** What explains others stands before them, then what keeps ClearML from working. */
function rootsFirst(findings: readonly Watched[], probes: readonly Probe<Inputs>[]): Watched[] {
  const probeOf = (id: string) => probes.find((probe) => probe.id === id);
  const weight = ({ id }: Watched) => {
    const probe = probeOf(id);
    const others = findings.filter((other) => other.id !== id && names(probe?.explains ?? [], other.id)).length;
    return others * 2 + (probe?.vital ? 1 : 0);
  };
  return findings.toSorted((a, b) => weight(b) - weight(a));
}

const more = (all: readonly unknown[], noun: string): string => (all.length > 1 ? ` And ${count(all.length - 1, `more ${noun}`, `more ${noun}s`)}.` : '');
/** What is wrong, without the circumstances that the finding tells below. */
const headline = (message: string): string => whole(firstSentence(message));
const whole = (message: string): string => (/[.!?]$/.test(message) ? message : `${message}.`);

/** What is well, and worth a look: the badge says no more than that there is something. */
function noteWords([first, ...others]: readonly Watched[]): string {
  if (first === undefined) return '';
  return others.length === 0 ? ` One note: ${headline(first.message)}` : ` ${others.length + 1} notes, the first: ${headline(first.message)}`;
}

/** Alerts that still fire although their checks are well again, and until when: two well answers, some time apart, end them. */
function recoveryWords(recovering: readonly Alert[], now: number): string {
  if (recovering.length === 0) return '';
  const last = Math.max(...recovering.map(({ recoversAt }) => Date.parse(recoversAt ?? '')));
  const soon = last - now < minutes(1) ? 'within a minute' : `in about ${count(Math.ceil((last - now) / minutes(1)), 'minute')}`;
  const [who, one] = [count(recovering.length, 'alert'), recovering.length === 1];
  return ` ${who} still ${one ? 'fires' : 'fire'} and ${one ? 'ends' : 'end'} ${soon} if ${one ? 'its check stays' : 'their checks stay'} well.`;
}

function forecastWords({ forecasts }: Known): string {
  const next = forecasts.toSorted((a, b) => a.days - b.days)[0];
  return next && next.days <= mostDays ? ` ${next.sentence}` : '';
}

function silent({ name, lastContactAt, now }: Known, reach: Watched): string {
  if (lastContactAt === null) return `${name} has not answered yet: ${whole(reach.message)}`;
  const stamp = lastContactAt.slice(0, 16).replace('T', ' ');
  const isToday = lastContactAt.slice(0, 10) === new Date(now).toISOString().slice(0, 10);
  return `${name} has not answered since ${isToday ? stamp.slice(11) : stamp} UTC: ${whole(reach.message)}`;
}
