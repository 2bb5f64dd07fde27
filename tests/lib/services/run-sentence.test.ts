import { expect, it } from 'vitest';
import type { RunStep } from '@/lib/contract/run';
import { runSentence, timeLeft } from '@/lib/services/run-sentence';
import type { RunRecord, StepRecord } from '@/lib/store/repositories/run-record';

const now = Date.UTC(2026, 0, 1, 12);
const minute = 60_000;
const step = (position: number, more: Partial<StepRecord>): StepRecord =>
  ({ stepId: `s${position}`, position, title: `Step ${position}`, state: 'pending', usually: 10 * minute, approved: [{}], attempts: [], waitsFor: null, failure: null, startedAt: null, endedAt: null, ...more }) as unknown as StepRecord;
const run = (...steps: StepRecord[]) => ({ kind: 'install', state: 'running', startedAt: null, steps }) as unknown as RunRecord;
const running = (ago: number) => ({ state: 'running', startedAt: new Date(now - ago).toISOString() }) as const;
const bytes = (current: number, total: number | null): RunStep['bars'] => [{ id: 'images', label: 'Images', unit: 'count', current: 7, total: 8 }, { id: 'bytes', label: 'Downloaded', unit: 'bytes', current, total }];

it('counts no time for what the plan showed in place', () => {
  expect(timeLeft(run(step(0, { state: 'in-place' }), step(1, running(minute)), step(2, { approved: [] }), step(3, { usually: 2 * minute })), now)).toBe(11 * minute);
});

it('takes the rate of the bytes where they are known: all of them there means nothing is left to load', () => {
  const pull = run(step(0, running(minute)), step(1, { usually: minute }));
  expect(timeLeft(pull, now, bytes(100, 400))).toBe(4 * minute);
  expect(timeLeft(pull, now, bytes(185, 185))).toBe(minute);
  expect(timeLeft(pull, now, bytes(100, null))).toBe(10 * minute);
  expect(runSentence(pull, now, bytes(185, 185))).toBe('Step 1 of 2: step 0, about 1 min left.');
});

it('tells no time once a step is past its usual one, unless its bytes do', () => {
  const slow = run(step(0, running(20 * minute)));
  expect(timeLeft(slow, now)).toBeNull();
  expect(timeLeft(slow, now, bytes(10, 20))).toBe(20 * minute);
});
