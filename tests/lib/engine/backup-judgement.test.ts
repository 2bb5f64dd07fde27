import { describe, expect, it } from 'vitest';
import { backupSet, type BackupSet } from '@/lib/contract/backup';
import { backupLimitsInput, usualBackupLimits } from '@/lib/contract/backup-watch';
import { judgeBackups, type Watched } from '@/lib/engine/backup-judgement';

const at = (text: string) => Date.parse(`${text}Z`);
const now = at('2026-11-30T12:00');
const [hour, day] = [3_600_000, 86_400_000];
const iso = (time: number) => new Date(time).toISOString();

let made = 0;
const setOf = (start: number, changes: Partial<BackupSet> = {}): BackupSet =>
  backupSet.parse({ id: String((made += 1)).padStart(20, '0'), startedAt: iso(start), endedAt: iso(start + hour), state: 'complete', verifiedAt: null, provenAt: iso(now - day), bytes: 1, parts: [{ source: 'mongodb', bytes: 1, state: 'complete' }], ...changes });
const good = (start: number) => setOf(start);
const parts = (states: Record<string, BackupSet['state']>): BackupSet['parts'] => Object.entries(states).map(([source, state]) => ({ source: source as 'redis', bytes: 1, state }));
const judge = (sets: readonly BackupSet[], changes: Partial<Watched> = {}) => judgeBackups({ sets, limits: usualBackupLimits, since: now - hour, dueAt: null, zone: 'Europe/Berlin', tooShort: null, ...changes }, now);
const said = (sets: readonly BackupSet[], changes?: Partial<Watched>) => judge(sets, changes).map(({ kind, outcome, message }) => [kind, outcome, message]);

describe('the last backup', () => {
  it('is well, or not there yet', () => {
    expect(judge([good(now - 10 * hour)])).toEqual([]);
    expect(judge([])).toEqual([]);
  });

  it('failed', () => {
    const failed = setOf(at('2026-11-30T01:30'), { state: 'failed', parts: parts({ mongodb: 'failed', elasticsearch: 'complete', files: 'failed' }) });
    expect(said([good(now - day), failed])).toEqual([['failed', 'fail', 'The last backup, begun at 2026-11-30 02:30 (Europe/Berlin), failed: MongoDB and the file server failed.']]);
    expect(said([good(now - day), setOf(at('2026-11-30T01:30'), { state: 'failed', parts: [] })])).toEqual([['failed', 'fail', 'The last backup, begun at 2026-11-30 02:30 (Europe/Berlin), failed.']]);
    expect(said([good(now - hour), failed])).toEqual([]);
  });

  it('could not be told', () => {
    expect(said([good(now - day), setOf(at('2026-11-30T01:30'), { state: 'incomplete', parts: [] })])).toEqual([['incomplete', 'fail', 'Whether the last backup, begun at 2026-11-30 02:30 (Europe/Berlin), is complete could not be told, so it does not count.']]);
  });

  it('is incomplete', () => {
    const cut = setOf(at('2026-11-30T01:30'), { state: 'incomplete', parts: parts({ mongodb: 'complete', elasticsearch: 'failed', configuration: 'incomplete', files: 'incomplete' }) });
    expect(said([good(now - day), cut])).toEqual([['incomplete', 'fail', 'The last backup, begun at 2026-11-30 02:30 (Europe/Berlin), is incomplete and does not count: Elasticsearch failed, the configuration and the file server are not whole.']]);
  });

  it('is not judged while it is being made, nor where it is dated ahead', () => {
    const running = setOf(now - hour, { state: 'incomplete', endedAt: null, parts: parts({ mongodb: 'incomplete' }) });
    expect(judge([good(now - day), running])).toEqual([]);
    expect(judge([good(now - day), setOf(now + 365 * day, { state: 'failed', parts: [] })])).toEqual([]);
  });
});

describe('a backup that should be there', () => {
  it('is late only after its grace, and not once one has begun', () => {
    const sets = [good(now - day)];
    expect(judge(sets, { dueAt: now - hour })).toEqual([]);
    expect(said(sets, { dueAt: now - hour - 1 })).toEqual([['late', 'warn', 'A backup was due at 2026-11-30 11:59 (Europe/Berlin) and has not begun.']]);
    expect(judge([...sets, setOf(now - hour, { state: 'incomplete', endedAt: null, parts: [] })], { dueAt: now - hour - 1 })).toEqual([]);
    expect(judge(sets, { dueAt: now + hour })).toEqual([]);
  });

  it('is too old, by the complete ones alone', () => {
    expect(judge([good(now - 36 * hour + 1)])).toEqual([]);
    expect(said([good(now - 36 * hour), setOf(now - hour, { state: 'incomplete', endedAt: null, parts: [] }), good(now + day)])).toEqual([['old', 'fail', 'The newest complete backup is 36 hours old; it should be younger than 36.']]);
    expect(said([], { since: now - 40 * hour })).toEqual([['old', 'fail', 'There is no complete backup, 40 hours after the first was wanted.']]);
  });

  it('could not be restored in the last drill, until one goes well', () => {
    const drill = { set: '0'.repeat(20), endedAt: iso(now - hour), outcome: 'failed' as const, sentence: 'Restore MongoDB: the connection was cut.' };
    expect(said([good(now - hour)], { drill })).toEqual([['drill', 'warn', 'The last restore drill, ended at 2026-11-30 12:00 (Europe/Berlin), failed, and found no damage. Restore MongoDB: the connection was cut.']]);
    expect(said([good(now - hour)], { drill: { ...drill, outcome: 'damaged', sentence: 'Restore MongoDB: it is damaged.' } })).toEqual([['drill', 'warn', 'The last restore drill, ended at 2026-11-30 12:00 (Europe/Berlin), found the backup damaged. Restore MongoDB: it is damaged.']]);
    expect(judge([good(now - hour)], { drill: { ...drill, outcome: 'proven' } })).toEqual([]);
    // The data were whole, which proves the backup; that ClearML did not work on them is told all the same.
    const clearml = (outcome: 'passed' | 'failed' | 'skipped') => said([good(now - hour)], { drill: { ...drill, outcome: 'proven', clearml: { outcome, took: 1, sentence: 'It has ended.' } } }).map(([kind, , message]) => [kind, message]);
    expect(clearml('failed')).toEqual([['drill', 'The last restore drill, ended at 2026-11-30 12:00 (Europe/Berlin), restored all that was stored, but ClearML did not work on it. It has ended.']]);
    expect([clearml('passed'), clearml('skipped')]).toEqual([[], []]);
    expect(judge([good(now - hour)], { drill: { ...drill, endedAt: iso(now + hour) } })).toEqual([]);
  });

  it('is not drilled, though that was due for days', () => {
    expect(judge([good(now - hour)], { drillDueAt: now - 2 * day })).toEqual([]);
    expect(said([good(now - hour)], { drillDueAt: now - 2 * day - 1 })).toEqual([['drill', 'warn', 'A restore drill was due at 2026-11-28 12:59 (Europe/Berlin) and has not begun.']]);
  });

  it('was not proven for too long', () => {
    const limit = usualBackupLimits.provenDays * day;
    const proven = (before: number | null) => setOf(now - hour, { provenAt: before === null ? null : iso(now - before) });
    expect(judge([proven(limit - 1), proven(3 * limit)])).toEqual([]);
    expect(said([proven(limit), proven(3 * limit), proven(-day)])).toEqual([['unproven', 'warn', 'The last proof that a backup restores is 35 days old; it should be younger than 35.']]);
    expect(judge([proven(null)], { since: now - limit + 1 })).toEqual([]);
    expect(said([proven(null)], { since: now - limit })).toEqual([['unproven', 'warn', 'No backup that is still there was ever proven to restore, 35 days after the first was wanted.']]);
  });
});

describe('the size', () => {
  const mib = 1024 ** 2;
  const sized = (sizes: readonly (readonly [mongodb: number, files: number])[]) =>
    sizes.map(([mongodb, files], index) => setOf(now - (sizes.length - index) * hour, { bytes: (mongodb + files) * mib, parts: [{ source: 'mongodb', bytes: mongodb * mib, state: 'complete' }, { source: 'files', bytes: files * mib, state: 'complete' }] }));
  const sizes = (...list: (readonly [number, number])[]) => judge(sized(list)).map(({ kind, message }) => (kind === 'size' ? message : kind));

  it('is judged against the median of the five before, from three on', () => {
    expect(sizes([10, 90], [10, 90], [10, 90], [10, 90], [10, 90], [19, 179])).toEqual([]);
    expect(sizes([10, 90], [10, 90], [10, 90], [10, 90], [10, 90], [15, 185])).toEqual(['The newest backup holds 200 MiB; about 100 MiB are usual. Of the file server, the newest backup holds 185 MiB; about 90.0 MiB are usual.']);
    expect(sizes([10, 90], [10, 90], [10, 90], [6, 44])).toEqual(['The newest backup holds 50.0 MiB; about 100 MiB are usual. Of the file server, the newest backup holds 44.0 MiB; about 90.0 MiB are usual.']);
    expect(sizes([10, 90], [10, 90], [100, 900])).toEqual([]);
    // What is older than five says nothing, and one odd one among them neither.
    expect(sizes(...Array.from({ length: 9 }, () => [1, 1] as const), [10, 90], [10, 90], [100, 900], [10, 90], [10, 90], [10, 90])).toEqual([]);
  });

  it('sees a small part beside a large one, but nothing in what is tiny', () => {
    expect(sizes([100, 9000], [100, 9000], [100, 9000], [0, 9000])).toEqual(['Of MongoDB, the newest backup holds 0 B; about 100 MiB are usual.']);
    expect(sizes([0.125, 90], [0.125, 90], [0.125, 90], [0.75, 90])).toEqual([]);
    expect(sizes([0, 0], [0, 0], [0, 0], [0, 0])).toEqual([]);
    expect(sizes([0, 90], [0, 90], [0, 90], [2, 90])).toEqual(['Of MongoDB, the newest backup holds 2.0 MiB; about 0 B are usual.']);
  });

  it('passes over what is not complete', () => {
    const [first, second, third, newest] = sized([[10, 90], [10, 90], [10, 90], [10, 90]]);
    const half = setOf(now - 30 * 60_000, { state: 'incomplete', endedAt: null, bytes: 1, parts: [] });
    expect(judge([first, second, third, newest, half].filter((set) => set !== undefined))).toEqual([]);
  });
});

it('says what to do about each', () => {
  const failed = setOf(now - 40 * hour, { state: 'failed', parts: [] });
  const all = judge([failed], { since: now - 100 * day, dueAt: now - day });
  expect(all.map(({ kind }) => kind)).toEqual(['failed', 'late', 'old', 'unproven']);
  for (const { message, remedy } of all) expect([message, remedy]).toEqual([expect.stringMatching(/^\p{Lu}.+\.$/u), expect.stringMatching(/^\p{Lu}.+\.$/u)]);
  expect(backupLimitsInput.safeParse({ ...usualBackupLimits, oldestHours: 0 }).success).toBe(false);
});

it('warns of a retention that keeps less than two days, which the guide wants', () => {
  expect(judge([setOf(now - hour)], { tooShort: 'Less than two days of backups stay.' })).toEqual([{ kind: 'short', outcome: 'warn', message: 'Less than two days of backups stay.', remedy: 'Change what stays on the Backups page.' }]);
});
