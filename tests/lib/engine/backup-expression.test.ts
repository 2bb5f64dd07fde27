import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expressionProblem, timesAfter, timeUntil } from '@/lib/engine/backup-expression';

const at = (text: string) => Date.parse(`${text}Z`);
const show = (time: number | null) => (time === null ? null : new Date(time).toISOString().slice(0, 16));

describe('an expression', () => {
  it.each(['30 2 * * *', '0 * * * *', '59 */6 * * 1-5', '0 3 * * MON,fri', '0 4 1 * *', '0 4 L * *', '0 3 * * 7', '0 0 29 2 *', '5 1,2,3 1-7 jan-mar 0', '@daily', '@hourly', ' 30  2 * * * '])('takes %j', (text) => {
    expect(expressionProblem(text)).toBeNull();
  });

  it.each([
    ['', /^Enter five fields /], ['soon', /^Enter five fields /], ['30 2 * *', /^Enter five fields /], ['0 30 2 * * *', /^Enter five fields /], ['30 2 * * * 2026', /^Enter five fields /], ['@reboot', /^Enter five fields /], ['30 2 * * *; id', /^Enter five fields /],
    ['60 2 * * *', /^"60" is no minute\. Enter 0 to 59, /], ['30 24 * * *', /^"24" is no hour\. Enter 0 to 23, /], ['30 2 0 * *', /^"0" is no day of the month\. Enter 1 to 31, /], ['30 2 * 13 *', /^"13" is no month\. /], ['30 2 * * 8', /^"8" is no day of the week\. /],
    ['30 2:30 * * *', /^"2:30" is no hour\. /], ['5-1 2 * * *', /^"5-1" is no minute\. /], ['30 */0 * * *', /^"\*\/0" is no hour\. /], ['30 2 * * $(id)', /is no day of the week\./], ['? 2 * * *', /^Enter "\*" instead of "\?"\.$/],
    ['0 0 30 2 *', /^No such day ever comes: /], ['0 3 31 4,6,9,11 *', /^No such day ever comes: /],
    ['* * * * *', /^This is more often than once an hour\. /], ['*/30 * * * *', /^This is more often /], ['0,30 2 * * *', /^This is more often /], ['0,59 2 29 2 *', /^This is more often /], ['0-1 0 1 1 *', /^This is more often /],
  ])('refuses %j with a sentence', (text, sentence) => {
    expect(expressionProblem(text)).toMatch(sentence);
  });

  it('is refused as too frequent just when it names two minutes', () => {
    const numbers = (least: number, most: number) => fc.uniqueArray(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: 3 });
    fc.assert(fc.property(numbers(0, 59), numbers(0, 23), numbers(1, 28), (minutes, hours, days) => {
      expect(expressionProblem(`${minutes.join()} ${hours.join()} ${days.join()} * *`) === null).toBe(minutes.length === 1);
    }), { seed: 6, numRuns: 60 });
  });

  it('never throws, whatever is typed', () => {
    const piece = fc.oneof(fc.string({ unit: 'binary', maxLength: 4 }), fc.constantFrom('*', '*/2', '1-5', '30', '#', 'L', 'W', '+', '-', ',', '/', ' '));
    fc.assert(fc.property(fc.array(piece, { maxLength: 7 }), (pieces) => {
      expect(expressionProblem(pieces.join(' ')) ?? 'It is one.').toMatch(/\.$/);
    }), { seed: 6, numRuns: 300 });
  });
});

describe('its times, as the clocks change in Berlin', () => {
  // 29 March 2026: 02:00 becomes 03:00, at 01:00 UTC. 25 October 2026: 03:00 becomes 02:00, at 01:00 UTC.
  it.each([
    ['one that is left out comes right after', '30 2 * * *', '2026-03-28T12:00', ['2026-03-29T01:00', '2026-03-30T00:30', '2026-03-31T00:30']],
    ['also of a list', '30 2,14 * * *', '2026-03-28T14:00', ['2026-03-29T01:00', '2026-03-29T12:30', '2026-03-30T00:30']],
    ['one that comes twice is taken once', '30 2 * * *', '2026-10-24T12:00', ['2026-10-25T00:30', '2026-10-26T01:30', '2026-10-27T01:30']],
    ['also asked between both', '30 2 * * *', '2026-10-25T00:45', ['2026-10-26T01:30', '2026-10-27T01:30', '2026-10-28T01:30']],
    ['hourly is each real hour, forward', '0 * * * *', '2026-03-28T23:30', ['2026-03-29T00:00', '2026-03-29T01:00', '2026-03-29T02:00']],
    ['and back', '0 * * * *', '2026-10-24T23:30', ['2026-10-25T00:00', '2026-10-25T01:00', '2026-10-25T02:00']],
  ])('%s', (_, expression, from, times) => {
    expect(timesAfter(expression, 'Europe/Berlin', at(from), 3).map(show)).toEqual(times);
    for (const time of times) {
      expect(show(timeUntil(expression, 'Europe/Berlin', at(time)))).toBe(time);
      expect(show(timeUntil(expression, 'Europe/Berlin', at(time) + 59_999))).toBe(time);
      expect(show(timeUntil(expression, 'Europe/Berlin', at(time) - 1))).not.toBe(time);
    }
  });

  it('go back and forth to the same ones, in any zone and at any time', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu');
    const expression = fc.constantFrom('30 2 * * *', '15 * * * *', '0 */6 * * *', '45 1,3 * * 0', '0 0 1 * *');
    fc.assert(fc.property(expression, zone, fc.integer({ min: at('2026-01-01T00:00'), max: at('2027-12-31T00:00') }), (text, where, from) => {
      const [next = 0, after = 0] = timesAfter(text, where, from, 2);
      expect(next).toBeGreaterThan(from);
      expect(timeUntil(text, where, next)).toBe(next);
      expect(timeUntil(text, where, after - 1)).toBe(next);
      expect(timeUntil(text, where, next - 1)).toBeLessThanOrEqual(from);
    }), { seed: 6, numRuns: 150 });
  });
});
