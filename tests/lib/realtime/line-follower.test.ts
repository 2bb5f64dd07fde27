import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Line } from '@/lib/contract/run';
import { LineFollower } from '@/lib/realtime/line-follower';

const run = '0123456789abcdefghjk';
const lineAt = (seq: number): Line => ({ run, seq, time: '2026-01-01T00:00:00.000Z', stream: 'output', step: null, text: `line ${seq}` });

/** A journal that grows while it is read: each commit is told live at once, late, twice or never. */
test('whatever the order of backlog and live batches: every line after the cursor once, in order', async () => {
  const commits = fc.array(fc.record({ lines: fc.integer({ min: 1, max: 4 }), told: fc.constantFrom('now', 'late', 'twice', 'never'), yields: fc.integer({ min: 0, max: 3 }) }), { maxLength: 25 });
  await fc.assert(fc.asyncProperty(commits, fc.nat({ max: 10 }), fc.nat({ max: 20 }), async (script, before, after) => {
    const journal: Line[] = Array.from({ length: before }, (_, index) => lineAt(index + 1));
    const seen: number[] = [];
    const read = async (from: number) => {
      await Promise.resolve();
      return { lines: journal.filter((line) => line.seq > from).slice(0, 3), lastSeq: journal.length };
    };
    const follower = new LineFollower(run, after, { read }, (batch) => seen.push(...batch.lines.map((line) => line.seq)));
    const told: Promise<void>[] = [follower.catchUp()];
    const late: (() => void)[] = [];
    for (const { lines, told: how, yields } of script) {
      const fresh = Array.from({ length: lines }, (_, index) => lineAt(journal.length + index + 1));
      journal.push(...fresh);
      const lastSeq = journal.length;
      const tell = () => void told.push(follower.take(fresh, lastSeq));
      if (how === 'now' || how === 'twice') tell();
      if (how === 'late' || how === 'twice') late.push(tell);
      for (let turn = 0; turn < yields; turn++) await Promise.resolve();
    }
    for (const tell of late) tell();
    // The run's last batch is always told: what was never told before comes with it.
    journal.push(lineAt(journal.length + 1));
    told.push(follower.take([journal.at(-1)!], journal.length));
    await Promise.all(told);
    expect(seen).toEqual(Array.from({ length: Math.max(0, journal.length - after) }, (_, index) => after + index + 1));
  }));
});

test('nothing is sent after the page has left', async () => {
  const sent: unknown[] = [];
  const follower = new LineFollower(run, 0, { read: async () => Promise.resolve({ lines: [lineAt(1)], lastSeq: 1 }) }, (batch) => sent.push(batch));
  follower.end();
  await follower.catchUp();
  await follower.take([lineAt(1)], 1);
  expect(sent).toEqual([]);
});

test('a journal that cannot be read fails that time only', async () => {
  let broken = true;
  const seen: number[] = [];
  const follower = new LineFollower(run, 0, { read: async () => (broken ? Promise.reject(new Error('busy')) : Promise.resolve({ lines: [lineAt(1), lineAt(2)], lastSeq: 2 })) }, (batch) => seen.push(...batch.lines.map((line) => line.seq)));
  await expect(follower.catchUp()).rejects.toThrow('busy');
  broken = false;
  await follower.take([lineAt(2)], 2);
  expect(seen).toEqual([1, 2]);
});
