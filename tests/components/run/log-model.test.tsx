import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogModel } from '@/components/run/log-model';
import type { Line } from '@/lib/contract/run';

const journal: Line[] = Array.from({ length: 60 }, (_, index) => ({
  run: '0'.repeat(20), seq: index + 1, time: '2026-01-01T00:00:00.000Z', stream: 'output', step: index < 30 ? 'a' : 'b', text: `line ${index + 1}`,
}));
const between = (after: number, upTo: number) => journal.slice(after, upTo);
const model = () => new LogModel((notify) => notify());

describe('the journal on the page', () => {
  it('passes over what it has', () => {
    const log = model();
    log.take(between(0, 10));
    expect(log.take(between(5, 12))).toBe('taken');
    expect(log.lines.map((line) => line.seq)).toEqual(between(0, 12).map((line) => line.seq));
  });
  it('takes nothing of a batch behind a gap, and a page closes the gap', () => {
    const log = model();
    log.take(between(0, 10));
    expect(log.take(between(20, 30))).toBe('gap');
    expect(log.cursor).toBe(10);
    log.takePage(between(10, 40));
    expect(log.cursor).toBe(40);
  });
  it('knows the lines of a step', () => {
    const log = model();
    log.takePage(journal);
    expect(log.of('b').map((line) => line.seq)).toEqual(journal.slice(30).map((line) => line.seq));
    expect(log.of(null)).toHaveLength(60);
  });
  it('tells its listeners', () => {
    const log = model();
    let told = 0;
    const stop = log.subscribe(() => (told += 1));
    log.take(between(0, 1));
    stop();
    log.take(between(1, 2));
    expect(told).toBe(1);
  });
  it('loses and doubles nothing, however batches arrive and get lost', () => {
    const deliveries = fc.array(fc.record({ from: fc.nat(59), size: fc.integer({ min: 1, max: 20 }), lost: fc.boolean() }), { maxLength: 40 });
    fc.assert(fc.property(deliveries, (batches) => {
      const log = model();
      for (const { from, size, lost } of batches) {
        if (lost) continue;
        if (log.take(between(from, from + size)) === 'gap') log.takePage(between(log.cursor, log.cursor + 15));
        expect(log.lines).toEqual(journal.slice(0, log.cursor));
      }
      while (log.cursor < journal.length) log.takePage(between(log.cursor, log.cursor + 15));
      expect(log.lines).toEqual(journal);
    }));
  });
});
