import { describe, expect, it } from 'vitest';
import type { Window } from '@/lib/contract/alert';
import type { BackupSet } from '@/lib/contract/backup';
import { type BackupSchedule, backupScheduleInput, schedulePreview, usualSchedule } from '@/lib/contract/backup-schedule';
import { dueBackup, nextBackups, previewSchedule, type Seen } from '@/lib/engine/backup-schedule';
import { drillTimes, setToDrill } from '@/lib/engine/drill-schedule';

const at = (text: string) => Date.parse(`${text}Z`);
const show = (time: number) => new Date(time).toISOString().slice(0, 16);
const nightly: BackupSchedule = { ...usualSchedule, isOn: true, zone: 'UTC', jitterMinutes: 0 };
const sunday: Window = { kind: 'weekly', days: [0], at: '02:00', minutes: 120, zone: 'UTC' };
const longAgo = at('2026-01-01T00:00');

interface Case { readonly schedule?: Partial<BackupSchedule>; readonly server?: string; readonly windows?: readonly Window[]; readonly seen?: Partial<Seen> }
const due = (now: string, { schedule, server = 'one', windows = [], seen }: Case = {}) =>
  dueBackup({ schedule: { ...nightly, ...schedule }, server, windows }, { setAt: longAgo, settled: [], lastAwake: at(now) - 30_000, ...seen }, at(now));
const next = (now: string, { schedule, server = 'one', windows = [] }: Case = {}, most?: number) => nextBackups({ schedule: { ...nightly, ...schedule }, server, windows }, at(now), most);

describe('what is due', () => {
  const last = at('2026-11-28T02:30');
  it('is so from its time on until a backup has begun', () => {
    const seen = { settled: [last] };
    expect(due('2026-11-29T02:29', { seen })).toEqual({ kind: 'none' });
    expect(due('2026-11-29T02:30', { seen })).toEqual({ kind: 'due', at: at('2026-11-29T02:30'), why: null });
    expect(due('2026-11-29T02:31', { seen: { settled: [last, at('2026-11-29T02:30:05')] } })).toEqual({ kind: 'none' });
    // One by hand before does not stand for it; one after does.
    expect(due('2026-11-29T02:31', { seen: { settled: [at('2026-11-29T02:29:59')] } }).kind).toBe('due');
    expect(due('2026-11-29T02:30', { seen, schedule: { isOn: false } })).toEqual({ kind: 'none' });
  });

  it('is nothing from before the schedule was set', () => {
    expect(due('2026-11-29T10:00', { seen: { setAt: at('2026-11-29T09:00') } })).toEqual({ kind: 'none' });
    expect(due('2026-11-29T10:00', { seen: { setAt: at('2026-11-29T09:00'), lastAwake: null } })).toEqual({ kind: 'none' });
    expect(due('2026-11-30T02:30', { seen: { setAt: at('2026-11-29T09:00') } }).kind).toBe('due');
  });

  it('is one after many nights away, and then no more', () => {
    const seen = { settled: [last], lastAwake: at('2026-11-28T12:00') };
    const caught = due('2026-12-05T09:00', { seen });
    expect(caught).toEqual({ kind: 'due', at: at('2026-12-05T02:30'), why: 'The console was not running at 2026-12-05 02:30 (UTC), when a backup was due; this one makes up for it.' });
    expect(due('2026-12-05T09:01', { seen: { settled: [last, at('2026-12-05T09:00')] } })).toEqual({ kind: 'none' });
    expect(due('2026-12-06T02:30', { seen: { settled: [at('2026-12-05T09:00')] } })).toEqual({ kind: 'due', at: at('2026-12-06T02:30'), why: null });
  });

  it('is skipped instead where the schedule does not catch up, but never for a restart of minutes', () => {
    const schedule = { catchUp: false };
    const seen = { settled: [last], lastAwake: at('2026-11-29T02:29') };
    const skipped = due('2026-11-29T02:41', { schedule, seen });
    expect(skipped).toEqual({ kind: 'skipped', at: at('2026-11-29T02:30'), why: 'The console was not running at 2026-11-29 02:30 (UTC), when a backup was due; the schedule does not catch up.' });
    expect(due('2026-11-29T02:42', { schedule, seen: { settled: [last, at('2026-11-29T02:30')] } })).toEqual({ kind: 'none' });
    expect(due('2026-11-29T02:40', { schedule, seen })).toEqual({ kind: 'due', at: at('2026-11-29T02:30'), why: null });
    // The console was there, but something else held the server.
    expect(due('2026-11-29T09:00', { schedule, seen: { settled: [last], lastAwake: at('2026-11-29T08:59') } }).kind).toBe('due');
  });

  it('waits for the end of a maintenance window, and is then due although it does not catch up', () => {
    const held: Case = { schedule: { catchUp: false }, windows: [sunday], seen: { settled: [last] } };
    expect(due('2026-11-29T02:30', held)).toEqual({ kind: 'put-off', at: at('2026-11-29T02:30'), why: 'The backup waits until a maintenance window is over: Each Sunday from 02:00 for 120 minutes (UTC).' });
    expect(due('2026-11-29T03:59', held).kind).toBe('put-off');
    expect(due('2026-11-29T04:00', held)).toEqual({ kind: 'due', at: at('2026-11-29T02:30'), why: null });
  });

  it('is one where a window stayed open over many times', () => {
    const windows: Window[] = [{ kind: 'once', from: '2026-11-28T12:00:00Z', to: '2026-12-02T12:00:00Z' }];
    expect(due('2026-12-02T12:00', { windows, seen: { settled: [last] } })).toEqual({ kind: 'due', at: at('2026-12-02T02:30'), why: null });
  });

  it('is not held up by what a clock that was wrong dated ahead', () => {
    const seen = { setAt: at('2036-01-01T00:00'), settled: [at('2036-01-01T02:30')], lastAwake: at('2036-01-01T02:31') };
    expect(due('2026-11-29T02:31', { seen })).toEqual({ kind: 'due', at: at('2026-11-29T02:30'), why: null });
    // An hour ahead, then set right: the one that was made stands for the one that comes.
    expect(due('2026-11-29T01:31', { seen: { settled: [last, at('2026-11-29T02:30:05')] } })).toEqual({ kind: 'none' });
    expect(due('2026-11-29T02:31', { seen: { settled: [last, at('2026-11-29T02:30:05')] } })).toEqual({ kind: 'none' });
  });

  it('is one in each night in which clocks change', () => {
    for (const [from, to] of [['2026-03-28T12:00', '2026-03-29T12:00'], ['2026-10-24T12:00', '2026-10-25T12:00']] as const) {
      const settled = [at(from)];
      const begun: string[] = [];
      for (let now = at(from); now < at(to); now += 60_000) {
        if (dueBackup({ schedule: { ...nightly, zone: 'Europe/Berlin' }, server: 'one', windows: [] }, { setAt: longAgo, settled, lastAwake: now - 60_000 }, now).kind !== 'due') continue;
        settled.push(now);
        begun.push(show(now));
      }
      expect(begun).toEqual([from.startsWith('2026-03') ? '2026-03-29T01:00' : '2026-10-25T00:30']);
    }
  });
});

describe('jitter', () => {
  const later = (server: string, jitterMinutes: number) => ((next('2026-11-29T00:00', { server, schedule: { jitterMinutes } }, 1)[0]?.at ?? 0) - at('2026-11-29T02:30')) / 60_000;
  const servers = Array.from({ length: 400 }, (_, index) => `0123456789abcdefg${String(index).padStart(3, '0')}`);

  it('is always the same for a server, of whole minutes, and reaches from none to all of them', () => {
    const minutes = servers.map((server) => later(server, 30));
    expect(servers.map((server) => later(server, 30))).toEqual(minutes);
    expect([...new Set(minutes)].sort((a, b) => a - b)).toEqual(Array.from({ length: 31 }, (_, index) => index));
    expect(new Set(servers.map((server) => later(server, 0)))).toEqual(new Set([0]));
  });

  it('may carry a backup into a maintenance window, or out of it', () => {
    const server = servers.find((each) => later(each, 30) === 20) ?? '';
    const window = (clock: string): Window => ({ ...sunday, at: clock, minutes: 15 });
    const held = (clock: string) => next('2026-11-29T00:00', { server, schedule: { jitterMinutes: 30 }, windows: [window(clock)] }, 1).map(({ at: time, putOff }) => [show(time), putOff !== null]);
    expect(held('02:45')).toEqual([['2026-11-29T02:50', true]]);
    expect(held('02:25')).toEqual([['2026-11-29T02:50', false]]);
  });

  it('puts off what is due just as long as it says, also where it is longer than the time between two', () => {
    const server = servers.find((each) => later(each, 90) > 60) ?? '';
    const schedule = { cron: '0 * * * *', jitterMinutes: 90 };
    const minutes = later(server, 90);
    const settled: number[] = [at('2026-11-29T00:00')];
    const begun: number[] = [];
    for (let now = at('2026-11-29T00:00'); now <= at('2026-11-29T06:00'); now += 60_000) {
      if (due(show(now), { schedule, server, seen: { settled } }).kind !== 'due') continue;
      settled.push(now + 2000);
      begun.push((now - at('2026-11-29T00:00')) / 60_000);
    }
    expect(begun).toEqual([1, 2, 3, 4, 5, 6].map((hour) => (minutes % 60) + (hour - 1) * 60));
    expect(next('2026-11-29T00:00', { schedule, server }).map((each) => (each.at - at('2026-11-29T00:00')) / 60_000)).toEqual(begun.slice(0, 5));
  });
});

it('says the next five, each with the window that is open by then', () => {
  expect(next('2026-11-27T12:00', { windows: [sunday] }).map(({ at: time, putOff }) => [show(time), putOff])).toEqual([
    ['2026-11-28T02:30', null],
    ['2026-11-29T02:30', 'It waits until a maintenance window is over: Each Sunday from 02:00 for 120 minutes (UTC).'],
    ['2026-11-30T02:30', null],
    ['2026-12-01T02:30', null],
    ['2026-12-02T02:30', null],
  ]);
  expect(next('2026-11-27T12:00', { schedule: { isOn: false } })).toEqual([]);
});

it('is shown to its form before it is saved, or what is wrong with it', () => {
  const shown = (schedule: Partial<BackupSchedule>) => schedulePreview.parse(previewSchedule({ schedule: { ...nightly, ...schedule }, server: 'one', windows: [] }, at('2026-11-27T12:00')));
  expect(shown({ cron: '@monthly' })).toEqual({ problem: null, next: ['2026-12', '2027-01', '2027-02', '2027-03', '2027-04'].map((month) => ({ at: `${month}-01T00:00:00.000Z`, putOff: null })) });
  expect(shown({ cron: '0 25 * * *' })).toEqual({ problem: '"25" is no hour. Enter 0 to 23, a list such as "2,4", a range such as "2-4", or "*".', next: [] });
});

it('takes only zones and numbers that are some', () => {
  expect(backupScheduleInput.parse({ ...nightly, jitterMinutes: '5' }).jitterMinutes).toBe(5);
  for (const wrong of [{ zone: 'Nowhere/At-All' }, { jitterMinutes: 721 }, { jitterMinutes: 0.5 }, { cron: ' ' }, { cron: '*,'.repeat(60) }]) expect(backupScheduleInput.safeParse({ ...nightly, ...wrong }).success).toBe(false);
});

describe('a drill', () => {
  const backups = { ...nightly, isOn: false, zone: 'Europe/Berlin' };
  it('is due each week, or on the first such day of a month, by the zone of the backups', () => {
    const days = (often: 'off' | 'weekly' | 'monthly') => nextBackups({ schedule: drillTimes({ often, day: 6, at: '05:30' }, backups), server: 'one', windows: [] }, at('2026-11-30T00:00'), 3).map(({ at: time }) => show(time));
    expect(days('weekly')).toEqual(['2026-12-05T04:30', '2026-12-12T04:30', '2026-12-19T04:30']);
    expect(days('monthly')).toEqual(['2026-12-05T04:30', '2027-01-02T04:30', '2027-02-06T04:30']);
    expect(days('off')).toEqual([]);
  });

  it('takes the newest complete backup that is not proven; where all are, the newest', () => {
    const set = (day: number, more: Partial<BackupSet> = {}): BackupSet => ({ id: `${day}`.padStart(20, '0'), startedAt: `2026-11-${day}T02:30:00.000Z`, endedAt: `2026-11-${day}T03:00:00.000Z`, state: 'complete', verifiedAt: null, provenAt: null, bytes: 1, parts: [], ...more });
    const provenAt = '2026-11-29T05:00:00.000Z';
    const chosen = (...sets: BackupSet[]) => setToDrill(sets)?.startedAt.slice(8, 10);
    expect(chosen(set(25), set(26), set(27, { provenAt }), set(28, { state: 'incomplete' }), set(29, { endedAt: null }))).toBe('26');
    expect(chosen(set(25, { provenAt }), set(26, { provenAt }))).toBe('26');
    expect(chosen(set(28, { state: 'failed' }))).toBeUndefined();
  });
});
