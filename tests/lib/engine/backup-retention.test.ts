import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BackupSet, backupSet } from '@/lib/contract/backup';
import { retentionInput, usualRetention, type RetentionPlan, type RetentionPolicy } from '@/lib/contract/backup-retention';
import { planRetention } from '@/lib/engine/backup-retention';
import cases from '../../cases/backup-retention.json';

const none: RetentionPolicy = { last: 0, days: 0, weeks: 0, months: 0 };
const [hour, day] = [3_600_000, 86_400_000];
const iso = (at: number) => new Date(at).toISOString();

function setOf(place: number, { at, state = 'complete', isRunning = false, verifiedAt, provenAt }: { at: number; state?: BackupSet['state']; isRunning?: boolean; verifiedAt?: number | undefined; provenAt?: number | undefined }): BackupSet {
  const made = isRunning ? 'incomplete' : state;
  return backupSet.parse({
    id: String(place).padStart(20, '0'), startedAt: iso(at), endedAt: isRunning ? null : iso(at + hour), state: made,
    verifiedAt: verifiedAt === undefined ? null : iso(verifiedAt), provenAt: provenAt === undefined ? null : iso(provenAt), bytes: 1, parts: [{ source: 'mongodb', bytes: 1, state: made }],
  });
}

describe('what stays', () => {
  it.each(cases)('$name', ({ now, zone, policy, sets, complete, apart }) => {
    const read = (time: string | undefined) => (time === undefined ? undefined : Date.parse(`${time}Z`));
    const made = (sets as { at: string; state?: BackupSet['state']; isRunning?: boolean; verifiedAt?: string; provenAt?: string }[])
      .map((set, place) => setOf(place, { ...set, at: Date.parse(`${set.at}Z`), verifiedAt: read(set.verifiedAt), provenAt: read(set.provenAt) }));
    const plan = planRetention(made, { ...none, ...policy }, Date.parse(now), zone ?? 'UTC');
    expect(plan.complete.map(({ startedAt, reasons }) => [startedAt.slice(0, 16), ...reasons])).toEqual(complete);
    expect(plan.apart.map(({ startedAt, isCleanedUp, why }) => [startedAt.slice(0, 16), isCleanedUp, why])).toEqual(apart ?? []);
  });

  it('fills weeks and months by the days that go by', () => {
    let sets: BackupSet[] = [];
    for (let at = Date.UTC(2026, 0, 1, 2, 30), place = 0; place < 400; place += 1, at += day) {
      sets = left([...sets, setOf(place, { at })], planRetention([...sets, setOf(place, { at })], usualRetention, at + hour, 'UTC'));
    }
    // 4 February 2027, a Thursday: seven days, the two Sundays before them (that of 31 January is one of them), and the ends of the four months before.
    expect(sets.map(({ startedAt }) => startedAt.slice(0, 10))).toEqual(['2026-09-30', '2026-10-31', '2026-11-30', '2026-12-31', '2027-01-17', '2027-01-24', '2027-01-29', '2027-01-30', '2027-01-31', '2027-02-01', '2027-02-02', '2027-02-03', '2027-02-04']);
  });

  it('gives up nothing of which nobody knows whether it is complete', () => {
    const [older, newer] = [{ ...setOf(1, { at: 0, state: 'incomplete' }), parts: [] }, setOf(2, { at: day })];
    expect(planRetention([older, newer], none, 2 * day, 'UTC').apart).toMatchObject([{ set: older.id, isCleanedUp: false, why: 'It is not known whether it is complete. The next backup asks.' }]);
  });

  it('keeps the way back from a restore for seven days after it was made, and no longer', () => {
    const [safety, newer] = [setOf(1, { at: 0 }), setOf(2, { at: day })];
    const reasons = (now: number, ids: string[]) => planRetention([safety, newer], { ...none, last: 1 }, now, 'UTC', new Set(ids)).complete.map((each) => each.reasons)[1];
    expect(reasons(7 * day + hour - 1, [safety.id])).toEqual(['the way back from a restore']);
    expect(reasons(7 * day + hour, [safety.id])).toEqual([]);
    expect(reasons(2 * day, [])).toEqual([]);
  });

  it('takes nothing for complete that has not ended, whatever was stored', () => {
    const odd: BackupSet = { ...setOf(1, { at: day }), endedAt: null };
    expect(planRetention([odd, setOf(2, { at: 0 })], { ...none, last: 1 }, 2 * day, 'UTC')).toMatchObject({ complete: [{ reasons: ['the newest complete one', 'last, 1 of 1'] }], apart: [{ set: odd.id, isCleanedUp: false }] });
  });

  it('decides nothing by a zone or a date that is none', () => {
    expect(() => planRetention([setOf(1, { at: 0 }), { ...setOf(2, { at: 0 }), startedAt: 'never' }], usualRetention, day, 'UTC')).toThrow(RangeError);
    expect(() => planRetention([setOf(1, { at: 0 })], usualRetention, day, 'Nowhere/At-All')).toThrow(RangeError);
  });
});

const left = (sets: readonly BackupSet[], plan: RetentionPlan): BackupSet[] => {
  const gone = new Set([...plan.complete.filter(({ reasons }) => reasons.length === 0), ...plan.apart.filter(({ isCleanedUp }) => isCleanedUp)].map(({ set }) => set));
  return sets.filter(({ id }) => !gone.has(id));
};

describe('whatever the backups, the policy and the clock', () => {
  const begin = Date.UTC(2026, 0, 1);
  // Hours, so that some fall on the same day and some on the same moment; a clock that was wrong put some years away.
  const time = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 0, max: 2000 }) }, { weight: 1, arbitrary: fc.integer({ min: -400_000, max: 100_000 }) }).map((hours) => begin + hours * hour);
  const perhaps = fc.option(time, { nil: undefined });
  const sets = fc
    .array(fc.record({ at: time, state: fc.constantFrom('complete', 'complete', 'complete', 'incomplete', 'failed'), isRunning: fc.integer({ min: 0, max: 9 }).map((n) => n === 0), verifiedAt: perhaps, provenAt: perhaps }), { maxLength: 25 })
    .map((list) => list.map((each, place) => setOf(place, each)));
  const places = fc.record({ last: fc.nat(4), days: fc.nat(8), weeks: fc.nat(5), months: fc.nat(4) });
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Kiritimati');
  const check = (holds: (sets: BackupSet[], policy: RetentionPolicy, now: number, zone: string) => void) => fc.assert(fc.property(sets, places, time, zone, holds), { seed: 6, numRuns: 400 });
  const kept = (plan: RetentionPlan) => plan.complete.filter(({ reasons }) => reasons.length > 0).map(({ set }) => set);
  const latest = (times: readonly string[]) => Math.max(...times.map((each) => Date.parse(each)));

  it('keeps the newest complete and the last proven one, with the clock and without it', () => {
    check((all, policy, now, where) => {
      const complete = all.filter(({ state }) => state === 'complete');
      const stays = new Set(kept(planRetention(all, policy, now, where)));
      for (const some of [complete, complete.filter(({ startedAt }) => Date.parse(startedAt) <= now)]) {
        const newest = latest(some.map(({ startedAt }) => startedAt));
        expect(some.length === 0 || some.some(({ id, startedAt }) => stays.has(id) && Date.parse(startedAt) === newest)).toBe(true);
        const proven = some.flatMap((set) => (set.provenAt !== null && Date.parse(set.provenAt) <= now ? [{ id: set.id, provenAt: set.provenAt }] : []));
        const last = latest(proven.map(({ provenAt }) => provenAt));
        // Of all of them: where the last proven one is itself dated in the future, it stays as such.
        expect(proven.length === 0 || proven.some(({ id, provenAt }) => stays.has(id) && Date.parse(provenAt) === last)).toBe(true);
      }
    });
  });

  it('keeps by a laxer policy what a stricter one keeps', () => {
    fc.assert(fc.property(sets, places, places, time, zone, (all, strict, more, now, where) => {
      const lax = { last: strict.last + more.last, days: strict.days + more.days, weeks: strict.weeks + more.weeks, months: strict.months + more.months };
      expect(kept(planRetention(all, lax, now, where))).toEqual(expect.arrayContaining(kept(planRetention(all, strict, now, where))));
    }), { seed: 6, numRuns: 400 });
  });

  it('says something of each once, in whatever order they come, and deletes nothing more when asked again', () => {
    check((all, policy, now, where) => {
      const plan = planRetention(all, policy, now, where);
      expect([...plan.complete, ...plan.apart].map(({ set }) => set).sort()).toEqual(all.map(({ id }) => id).sort());
      expect(planRetention([...all].reverse(), policy, now, where)).toEqual(plan);
      const stay = left(all, plan);
      expect(left(stay, planRetention(stay, policy, now, where))).toEqual(stay);
    });
  });

  it('touches nothing that is being made, and cleans up only behind a complete one that stays', () => {
    check((all, policy, now, where) => {
      const plan = planRetention(all, policy, now, where);
      const stays = new Set(kept(plan));
      for (const { set, startedAt, isCleanedUp } of plan.apart.filter((each) => each.isCleanedUp)) {
        expect([isCleanedUp, all.find(({ id }) => id === set)?.endedAt]).not.toContain(null);
        expect(plan.complete.some((each) => stays.has(each.set) && Date.parse(each.startedAt) > Date.parse(startedAt) && Date.parse(each.startedAt) <= now)).toBe(true);
      }
    });
  });
});

it('takes no policy that keeps nothing', () => {
  expect(retentionInput.safeParse(none).success).toBe(false);
  expect(retentionInput.parse({ last: '0', days: 1, weeks: 0, months: 0 })).toEqual({ ...none, days: 1 });
});
