import { describe, expect, it } from 'vitest';
import { timelineEntry } from '@/lib/contract/diagnosis';
import { recentLines } from '@/lib/engine/recent-lines';
import { timeline } from '@/lib/engine/timeline';
import type { RecentLogs } from '@/lib/facts/recent-logs';
import type { Series } from '@/lib/contract/health';
import cases from '../../cases/timeline.json';

const now = Date.parse('2026-12-01T12:00:00Z');
const container = { id: 'a'.repeat(64), name: 'allegro-mongo', service: 'mongo', state: 'running', exitCode: 0, outOfMemory: false, error: '', restarts: 0, startedAt: now - 30 * 60_000, finishedAt: null };
const logsOf = (more: Partial<RecentLogs>): RecentLogs => ({ now, bootAt: now - 86_400_000, containers: [container], events: [], logs: [], unread: [], ...more });

describe('the timeline', () => {
  it.each((cases as unknown as { name: string; recent: Partial<RecentLogs> | null; marks: Series['marks']; clockAhead?: number; told: string[] }[]).map((each) => [each.name, each] as const))('%s', (_name, { recent, marks, clockAhead = 0, told }) => {
    const all = timeline({ recent: recent === null ? null : logsOf(recent), marks, clockAhead, redact: (text) => text.replaceAll('hunter2', '•') });
    expect(all.map(({ at, kind, text }) => `${at.slice(11, 19)} ${kind}: ${text}`)).toEqual(told);
  });

  it('takes whatever a server tells for a time', () => {
    const events = [1e300, -1e300, NaN, Infinity, -1, 253_402_300_800_000, 0].map((at) => ({ at, action: 'start', service: 'mongo', name: 'm', exitCode: null }));
    const lines = ['9999-99-99T99:99:99Z ERROR x', '2026-12-01T11:59:00+99:99 ERROR y'];
    const all = timeline({ recent: logsOf({ events, bootAt: now - 1000, logs: [{ kind: 'file', name: 'a.log', service: null, lines }, { kind: 'kernel', name: 'kernel', service: null, lines: lines.map((line) => `${line} Killed process 1 (x)`) }] }), marks: [], clockAhead: 1e18, redact: (text) => text });
    expect(all).toEqual([]);
    for (const entry of timeline({ recent: logsOf({ events, logs: [{ kind: 'file', name: 'a.log', service: null, lines }] }), marks: [], clockAhead: 0, redact: (text) => text })) expect(timelineEntry.safeParse(entry).error).toBeUndefined();
  });

  it('stays short, and keeps what is rare', () => {
    const events = Array.from({ length: 5000 }, (_, index) => ({ at: now - 3_600_000 + index * 500, action: index % 2 === 0 ? 'start' : 'die', service: 'mongo', name: 'm', exitCode: 1 }));
    const all = timeline({ recent: logsOf({ events, bootAt: now - 3_000_000 }), marks: [], clockAhead: 0, redact: (text) => text });
    expect(all.length).toBeLessThanOrEqual(120);
    expect(all.filter(({ kind }) => kind === 'reboot')).toHaveLength(1);
    expect(all[0]?.at).toBe(new Date(now - 3_600_000).toISOString());
  });
});

describe('the lines that speak of now', () => {
  const log = (lines: readonly string[], more = {}) => logsOf({ logs: [{ kind: 'container', name: 'allegro-mongo', service: 'mongo', lines }], ...more });
  const texts = (recent: RecentLogs) => [...recentLines(recent)].map(({ text }) => text);
  const lines = ['2026-12-01T11:20:00.0Z before', 'Traceback', '2026-12-01T11:40:00.0Z after', '  of it'];

  it('are of a container that runs steadily those since its start, with their traces', () => {
    expect(texts(log(lines))).toEqual(['2026-12-01T11:40:00.0Z after', '  of it']);
  });

  it.each([
    ['that started just now', { startedAt: now - 60_000 }],
    ['that restarts again and again', { state: 'restarting' }],
    ['of which a process was killed for want of memory', { outOfMemory: true }],
  ])('are all of one %s', (_what, change) => {
    expect(texts(log(lines, { containers: [{ ...container, ...change }] })).slice(0, 4)).toEqual(lines);
  });

  it('take no container that somebody has stopped for one that was killed for want of memory', () => {
    const stands = (change: object) => texts(logsOf({ containers: [{ ...container, state: 'exited', exitCode: 137, ...change }] }));
    expect(stands({})).toEqual(['allegro-mongo: exited, killed']);
    expect(stands({ outOfMemory: true })).toEqual(['allegro-mongo: exited (137), OOMKilled: true']);
    expect(stands({ exitCode: 62 })).toEqual(['allegro-mongo: exited (62)']);
  });

  it('are of the last hour, and say how a container stands that does not run', () => {
    const containers = [{ ...container, state: 'exited', exitCode: 137, outOfMemory: true, error: 'port is already allocated', finishedAt: now - 1000 }];
    const found = [...recentLines(log(['2026-12-01T10:20:00.0Z of before', '2026-12-01T11:20:00.0Z of now'], { containers }))];
    expect(found.map(({ text, source, file, number }) => [text, source, file, number])).toEqual([
      ['2026-12-01T11:20:00.0Z of now', 'mongo', 'allegro-mongo', 2],
      ['2026-12-01T11:59:59.000Z allegro-mongo: exited (137), OOMKilled: true', 'docker', 'docker inspect', 1],
      ['2026-12-01T11:59:59.000Z allegro-mongo: port is already allocated', 'docker', 'docker inspect', 2],
    ]);
  });
});
