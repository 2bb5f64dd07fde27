import { describe, expect, it } from 'vitest';
import type { Window } from '@/lib/contract/alert';
import { activeUntil, isActive, nextTimes, quietUntil, silentUntil, windowSentence } from '@/lib/engine/silence';
import { fromWallTime, wallTime } from '@/lib/engine/zoned-time';

const at = (text: string) => Date.parse(`${text}Z`);
const show = (time: number | null) => (time === null ? null : new Date(time).toISOString().slice(0, 16));
const weekly = (days: number[], clock: string, minutes: number, zone = 'Europe/Berlin'): Window => ({ kind: 'weekly', days, at: clock, minutes, zone });

describe('a maintenance window', () => {
  it.each<[string, Window, [string, boolean][]]>([
    ['once', { kind: 'once', from: '2026-05-01T10:00:00Z', to: '2026-05-01T12:00:00Z' }, [['2026-05-01T09:59', false], ['2026-05-01T10:00', true], ['2026-05-01T11:59', true], ['2026-05-01T12:00', false]]],
    ['each week, in its zone', weekly([0], '02:30', 90), [['2026-06-07T00:29', false], ['2026-06-07T00:30', true], ['2026-06-07T01:59', true], ['2026-06-07T02:00', false], ['2026-06-08T01:00', false]]],
    ['over midnight into a day that is not chosen', weekly([6], '23:00', 180), [['2026-06-06T20:59', false], ['2026-06-06T21:00', true], ['2026-06-06T23:59', true], ['2026-06-07T00:00', false]]],
    ['a whole day', weekly([3], '00:00', 1440), [['2026-06-09T21:59', false], ['2026-06-09T22:00', true], ['2026-06-10T21:59', true], ['2026-06-10T22:00', false]]],
    // 29 March 2026: 02:00 becomes 03:00. 02:30 is left out, so that the window opens as much later.
    ['as clocks are put forward', weekly([0], '02:30', 60), [['2026-03-29T00:59', false], ['2026-03-29T01:29', false], ['2026-03-29T01:30', true], ['2026-03-29T02:29', true], ['2026-03-29T02:30', false]]],
    // 25 October 2026: 03:00 becomes 02:00. 02:30 comes twice: the window opens at the first and once only.
    ['as clocks are put back', weekly([0], '02:30', 60), [['2026-10-25T00:29', false], ['2026-10-25T00:30', true], ['2026-10-25T01:29', true], ['2026-10-25T01:30', false], ['2026-10-25T02:00', false]]],
    ['across the change, as long as it says', weekly([0], '01:00', 180), [['2026-03-29T00:00', true], ['2026-03-29T02:59', true], ['2026-03-29T03:00', false], ['2026-10-24T23:00', true], ['2026-10-25T01:59', true], ['2026-10-25T02:00', false]]],
  ])('%s', (_, window, cases) => {
    expect(cases.map(([time]) => [time, isActive(window, at(time))])).toEqual(cases);
  });

  it('says when it closes, and when the last of those closes that follow on it without a gap', () => {
    const once = (from: string, to: string): Window => ({ kind: 'once', from: `2026-05-01T${from}:00Z`, to: `2026-05-01T${to}:00Z` });
    const until = (windows: Window[], time: string) => show(silentUntil(windows, at(`2026-05-01T${time}`)));
    expect(show(activeUntil(weekly([6], '23:00', 180), at('2026-06-06T23:59')))).toBe('2026-06-07T00:00');
    expect(activeUntil(once('10:00', '11:00'), at('2026-05-01T11:00'))).toBeNull();
    expect(until([once('10:00', '11:00'), once('11:00', '12:00'), once('11:30', '13:00'), once('13:01', '14:00')], '10:30')).toBe('2026-05-01T13:00');
    expect(until([once('10:00', '11:00')], '09:59')).toBeNull();
    // A day's window each day: it closes never.
    expect(until([weekly([0, 1, 2, 3, 4, 5, 6], '00:00', 1440)], '10:30')).toBeNull();
  });

  it('says its next five beginnings, by the clock of its zone', () => {
    expect(nextTimes(weekly([0], '02:00', 60), at('2026-10-18T12:00')).map(show)).toEqual(['2026-10-25T00:00', '2026-11-01T01:00', '2026-11-08T01:00', '2026-11-15T01:00', '2026-11-22T01:00']);
    expect(nextTimes({ kind: 'once', from: '2026-05-01T10:00:00Z', to: '2026-05-01T12:00:00Z' }, at('2026-05-01T11:00'))).toEqual([]);
  });

  it('is said in a sentence', () => {
    expect(windowSentence(weekly([6, 0], '02:30', 90))).toBe('Each Sunday and Saturday from 02:30 for 90 minutes (Europe/Berlin).');
    expect(windowSentence({ kind: 'once', from: '2026-05-01T10:00:00Z', to: '2026-05-01T12:00:00Z' })).toBe('Once, from 2026-05-01 10:00 UTC to 2026-05-01 12:00 UTC.');
  });
});

it('ends quiet hours by the clock of their zone, also in the nights in which it changes', () => {
  const night = { from: '22:00', to: '07:00', zone: 'Europe/Berlin' };
  const ends = (time: string, quiet = night) => show(quietUntil(quiet, at(time)));
  expect(ends('2026-06-07T19:59')).toBeNull();
  expect(ends('2026-06-07T20:00')).toBe('2026-06-08T05:00');
  expect(ends('2026-06-08T04:59')).toBe('2026-06-08T05:00');
  expect(ends('2026-06-08T05:00')).toBeNull();
  expect(ends('2026-03-28T22:00')).toBe('2026-03-29T05:00');
  expect(ends('2026-10-24T22:00')).toBe('2026-10-25T06:00');
  expect(ends('2026-06-07T12:00', { ...night, from: '12:00', to: '12:00' })).toBeNull();
  expect(ends('2026-06-07T11:00', { ...night, from: '12:00', to: '14:00' })).toBe('2026-06-07T12:00');
});

it('turns wall times into times and back', () => {
  for (const zone of ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia'])
    for (let time = Date.UTC(2026, 0, 1); time < Date.UTC(2027, 0, 1); time += 7 * 3_600_000 + 1000) {
      const back = fromWallTime(wallTime(time, zone), zone);
      expect(wallTime(back, zone)).toBe(wallTime(time, zone));
      expect(back).toBeLessThanOrEqual(time);
    }
});
