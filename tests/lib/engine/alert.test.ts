import { describe, expect, it } from 'vitest';
import { foldAlert, type AlertFold, type Condition } from '@/lib/engine/alert';
import { askedSoon } from '@/lib/engine/alert-recovery';
import { causesToAsk, rootCauses } from '@/lib/engine/alert-cause';
import { dueTelling, told, type TellingRule } from '@/lib/engine/alert-telling';

const letters: Record<string, Condition> = { '.': 'well', w: 'warn', f: 'fail', u: 'unknown' };
const free: TellingRule = { repeat: 240 * 60_000, isSilenced: false, isHeldBack: false, isAcknowledged: false };
const minute = 60_000;

/** One letter a minute: what is told, as "minute what severity". A resolved alert is kept until its end was told. */
function tell(text: string, { after = 0, rule = free, at = (index: number) => index * minute }: { after?: number; rule?: TellingRule | ((index: number) => TellingRule); at?: (index: number) => number } = {}): string[] {
  let alert: AlertFold | null = null;
  let owed: AlertFold | null = null;
  let changes: readonly number[] = [];
  const said: string[] = [];
  [...text.replaceAll(' ', '')].forEach((letter, index) => {
    const now = at(index);
    const each = typeof rule === 'function' ? rule(index) : rule;
    alert = foldAlert(alert, letters[letter]!, now, { after: after * minute, every: minute }, changes);
    if (alert?.state === 'resolved') {
      changes = alert.memory.changes;
      owed = alert.memory.said === null ? owed : alert;
      alert = null;
    }
    for (const which of ['owed', 'alert'] as const) {
      const subject: AlertFold | null = which === 'owed' ? owed : alert;
      const telling = subject && dueTelling(subject, each, now);
      if (!subject || telling === null) continue;
      said.push([index, telling, ...(telling === 'resolve' ? [] : [subject.severity]), ...(subject.flapping ? ['flapping'] : [])].join(' '));
      if (which === 'owed') owed = null;
      else alert = told(subject, telling, now);
    }
  });
  return said;
}

describe('an alert', () => {
  it('counts a cadence that came a little early as a whole one, when it fires and when it ends', () => {
    const early = (index: number) => index * (minute - 900);
    expect(tell('ff..', { after: 1, at: early })).toEqual(['1 fire fail', '3 resolve']);
    expect(tell('f.ff', { after: 2, at: early })).toEqual([]);
  });

  it.each<[string, number, string, string[]]>([
    ['at once when it need not hold', 0, '..f.', ['2 fire fail', '3 resolve']],
    ['after it was ill without interruption', 3, 'www.wwww', ['7 fire warn']],
    ['not for less', 3, 'fff.fff.fff.', []],
    ['resolves when it was well as long', 2, 'www.w....', ['2 fire warn', '7 resolve']],
    ['is told again when it is worse, and not when it is better', 0, 'wwffwwf', ['0 fire warn', '2 worse fail', '6 worse fail']],
    ['fires with what it is by then', 2, 'wff', ['2 fire fail']],
    ['unknown neither fires nor counts', 3, 'wwuuuuwww', ['8 fire warn']],
    ['unknown never resolves', 0, 'fuuuuuuuuuuuuuuuuuuuuu', ['0 fire fail']],
    ['unknown for ten minutes is told as unknown', 0, 'uuuuuuuuuuuu.', ['10 fire unknown', '12 resolve']],
    ['unknown for less is not', 0, 'uuuuuuuuuu.uuuuuuuuuu', []],
    ['what was unknown is told once it is known to be ill for long enough', 2, 'uuuuuuuuuuu fffff', ['10 fire unknown', '13 worse fail']],
  ])('%s', (_, after, text, expected) => {
    expect(tell(text, { after })).toEqual(expected);
  });

  it('is told once as flapping, then not until it was calm for half an hour', () => {
    const calm = '.'.repeat(31);
    expect(tell(`f.f.f.f.f.f.f.f.${calm}`)).toEqual(['0 fire fail', '1 resolve', '2 fire fail', '3 resolve', '4 fire fail flapping', '45 resolve']);
    expect(tell(`f.f.f.f.f${'f'.repeat(31)}.`)).toEqual(['0 fire fail', '1 resolve', '2 fire fail', '3 resolve', '4 fire fail flapping', '38 reminder fail', '40 resolve']);
    expect(tell(`f${'.'.repeat(39)}`.repeat(6)).filter((each) => each.endsWith('flapping'))).toEqual([]);
  });

  it('reminds of what fails, until somebody took it on', () => {
    const repeat = { ...free, repeat: 10 * minute };
    expect(tell('f'.repeat(25), { rule: repeat })).toEqual(['0 fire fail', '10 reminder fail', '20 reminder fail']);
    expect(tell('w'.repeat(25), { rule: repeat })).toEqual(['0 fire warn']);
    expect(tell('f'.repeat(25), { rule: (index) => ({ ...repeat, isAcknowledged: index > 12 }) })).toEqual(['0 fire fail', '10 reminder fail']);
  });

  it('tells of what is well again nothing but its end, and what was due once it is ill again', () => {
    const repeat = { ...free, repeat: 10 * minute };
    expect(tell(`${'f'.repeat(14)}......`, { after: 5, rule: repeat })).toEqual(['5 fire fail', '19 resolve']);
    expect(tell(`${'f'.repeat(14)}..ff......`, { after: 5, rule: repeat })).toEqual(['5 fire fail', '16 reminder fail', '23 resolve']);
    const between = (index: number) => ({ ...free, isSilenced: index === 3 });
    expect(tell('wwwf...', { after: 2, rule: between })).toEqual(['2 fire warn', '6 resolve']);
    expect(tell('wwwf.f', { after: 2, rule: between })).toEqual(['2 fire warn', '5 worse fail']);
  });

  it('tells after a silence what is still so, and nothing of what came and went in it', () => {
    const between = (from: number, to: number) => (index: number) => ({ ...free, isSilenced: index >= from && index < to });
    expect(tell('.ffff.ff', { rule: between(0, 3) })).toEqual(['3 fire fail', '5 resolve', '6 fire fail']);
    expect(tell('.fff....', { rule: between(0, 6) })).toEqual([]);
    expect(tell('f...f...', { rule: between(1, 6) })).toEqual(['0 fire fail', '6 resolve']);
    expect(tell('fff..', { rule: (index) => ({ ...free, isHeldBack: index > 0 }) })).toEqual(['0 fire fail', '3 resolve']);
    expect(tell('fff..', { rule: { ...free, isHeldBack: true } })).toEqual([]);
  });

  it('fires and resolves once, whatever the clock does', () => {
    const back = (index: number) => index * minute - (index >= 4 ? 3_600_000 : 0);
    const forth = (index: number) => index * minute + (index >= 4 ? 86_400_000 : 0);
    for (const at of [back, forth]) {
      expect(tell('ffffffffff', { at, rule: { ...free, repeat: 0 } })).toEqual(['0 fire fail']);
      expect(tell('...ffffffffffffffffffff..........', { at, after: 5, rule: { ...free, repeat: 0 } })).toHaveLength(2);
      expect(tell('...ff...........', { at, after: 5 })).toEqual([]);
      expect(tell('ffffff........', { at: (index) => at(index - 2) , after: 4, rule: { ...free, repeat: 0 } })).toHaveLength(2);
    }
  });
});

describe('one that is well again', () => {
  const fold = (seen: string, times: readonly number[], rule: { after: number; every: number; mendedAt?: number | null }) =>
    [...seen].reduce<(AlertFold | null)[]>((all, letter, index) => [...all, foldAlert(all.at(-1) ?? null, letters[letter]!, times[index]! * 1000, rule)], []).map((alert) => [alert?.state, (alert?.memory.recoversAt ?? null) && alert!.memory.recoversAt! / 1000]);
  const slow = { after: 5 * minute, every: 5 * minute };

  it('knows when it resolves, until it is ill or cannot be asked', () => {
    expect(fold('ff.u.f.', [0, 300, 600, 700, 800, 1100, 1400], slow)).toEqual([
      ['pending', null], ['firing', null], ['firing', 900], ['firing', null], ['firing', 1100], ['firing', null], ['firing', 1700],
    ]);
  });

  it('resolves at two good answers 15 s apart once a run of ours ended since it fired, not at one, nor before', () => {
    const mended = { ...slow, mendedAt: 590_000 };
    expect(fold('ff..', [0, 300, 600, 615], mended)).toEqual([['pending', null], ['firing', null], ['firing', 615], ['resolved', null]]);
    expect(fold('ff...', [0, 300, 600, 603, 618], mended).slice(2)).toEqual([['firing', 615], ['firing', 618], ['resolved', null]]);
    expect(fold('ff.f.', [0, 300, 600, 615, 630], mended).slice(2)).toEqual([['firing', 615], ['firing', null], ['firing', 645]]);
    for (const mendedAt of [null, 200_000]) expect(fold('ff..', [0, 300, 600, 615], { ...slow, mendedAt }).slice(2)).toEqual([['firing', 900], ['firing', 900]]);
    expect(fold('ff..', [0, 300, 1300, 1315], mended).slice(2)).toEqual([['firing', 1600], ['firing', 1600]]);
  });

  it('is asked again when it may resolve, never twice within 15 s, and one that comes and goes at its own beat', () => {
    const alert = (recoversAt: number | null, flapping = false) => ({ check: 'a', recoversAt: recoversAt === null ? null : new Date(recoversAt).toISOString(), flapping });
    expect(askedSoon([alert(75_000)], 15_000)).toEqual([{ check: 'a', milliseconds: 60_000 }]);
    expect(askedSoon([alert(16_000)], 15_000)).toEqual([{ check: 'a', milliseconds: 15_000 }]);
    expect(askedSoon([alert(null), alert(75_000, true)], 15_000)).toEqual([]);
  });
});

describe('the cause', () => {
  const cause = (check: string, explains: string[], isCause = true) => ({ check, explains, isCause });
  it('is the root of those that explain one another, and never everybody at once', () => {
    const open = [cause('reach/server', ['machine/', 'services/']), cause('machine/disk', ['services/']), cause('services/web', [])];
    expect([...rootCauses(open)]).toEqual([['machine/disk', 'reach/server'], ['services/web', 'reach/server']]);
    expect([...rootCauses([cause('a/1', ['b/']), cause('b/1', ['a/'])])]).toEqual([['b/1', 'a/1']]);
    expect([...rootCauses([cause('a/1', ['b/'], false), cause('b/1', [])])]).toEqual([]);
    expect([...rootCauses([cause('a/1', ['']), cause('b/1', [])])]).toEqual([['b/1', 'a/1']]);
  });

  it('is asked for when it was last asked before what it explains became ill', () => {
    const at = (minute: number) => `2026-08-01T10:0${minute}:00.000Z`;
    const may = [{ check: 'a', explains: ['c'], askedAt: at(1) }, { check: 'b', explains: ['c'], askedAt: at(2) }, { check: 'd', explains: ['e'], askedAt: at(1) }, { check: 'f', explains: ['c'], askedAt: null }, { check: 'c', explains: ['c'], askedAt: at(1) }];
    expect(causesToAsk([{ check: 'c', since: at(2) }], may)).toEqual(['a']);
    expect([...rootCauses([cause('a/1', ['b/1']), cause('b/10', [])])]).toEqual([]);
  });
});
