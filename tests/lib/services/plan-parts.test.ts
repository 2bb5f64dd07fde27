import { expect, it } from 'vitest';
import { secret } from '@/lib/core/secret';
import type { Checkup, Finding } from '@/lib/contract/finding';
import { contentBefore } from '@/lib/services/content-before';
import { preflightBlockers } from '@/lib/services/plan-blockers';
import { planSentence, summarize } from '@/lib/services/plan-summary';
import { recordMarkdown } from '@/lib/services/record-markdown';
import { install } from '@/lib/shell/command';

const at = Date.UTC(2026, 0, 1, 12);
const checkup = (change: Partial<Checkup>): Checkup => ({ kind: 'preflight', state: 'done', startedAt: null, endedAt: new Date(at).toISOString(), findings: [], counts: { pass: 1, warn: 0, fail: 0, unknown: 0, overridden: 0 }, sentence: 'All is well.', clear: true, waitUntil: null, ...change });
const askedAgo = (minutes: number) => ({ id: 'a/b', askedAt: new Date(at - minutes * 60_000).toISOString() }) as Finding;

it.each([
  [checkup({}), 0, null],
  [checkup({}), 60, null],
  [checkup({}), 61, /older than an hour/],
  [checkup({ findings: [askedAgo(0), askedAgo(61)] }), 0, /older than an hour/],
  [checkup({ findings: [askedAgo(0), askedAgo(59)] }), 0, null],
  [checkup({ stale: true }), 0, /changed after the preflight/],
  [checkup({ clear: false, sentence: '1 check fails.' }), 0, /1 check fails/],
  [checkup({ state: 'asking' }), 0, /still asking/],
  [checkup({ state: 'never' }), 0, /not checked yet/],
])('lets a plan start only after a clear, fresh preflight of the same inputs (%#)', (preflight, minutes, blocker) => {
  const blockers = preflightBlockers(preflight, at + minutes * 60_000);
  if (blocker === null) expect(blockers).toEqual([]);
  else expect(blockers).toEqual([{ stage: 'preflight', message: expect.stringMatching(blocker) as string }]);
});

it('shows of a secret file on the server only the lines that stay, and names of those that change', () => {
  const readings = new Map([['file:/opt/x.env', { readable: true as const, value: { content: '# note\nA=1\nTOKEN=unknown-to-us\n  password: "also unknown"\nfree text secret\n' } }]]);
  const command = install('/opt/x.env', secret('# note\nA=1\nTOKEN=new\n'));
  expect(contentBefore(command, readings)).toBe('# note\nA=1\nTOKEN=••••••\n  password: ••••••\n••••••\n');
  expect(contentBefore(install('/opt/x.env', 'plain'), readings)).toContain('unknown-to-us');
  expect(contentBefore(install('/opt/other', 'plain'), readings)).toBeNull();
  const proxy = new Map([['file:/etc/proxy.conf', { readable: true as const, value: { content: 'HTTPS_PROXY=http://me:hunter2secret@proxy:3128\n' } }]]);
  expect(contentBefore(install('/etc/proxy.conf', 'HTTPS_PROXY=http://proxy:3128\n'), proxy)).toBe('HTTPS_PROXY=http://me:••••••@proxy:3128\n');
});

it('says "nothing to do" only when nothing is planned and nothing is blocked', () => {
  const step = { id: 'a', title: 'A', guide: null, why: '', departure: null, blockedBy: null, commands: [], usually: 60_000, destroys: [], restarts: [], irreversible: null, interruptible: true };
  const inPlace = { ...step, state: 'in-place' as const };
  expect(planSentence([inPlace], summarize([inPlace]))).toBe('Everything is in place: nothing to do.');
  const blocked = { ...step, state: 'blocked' as const, blockedBy: 'unreadable' };
  expect(planSentence([inPlace, blocked], summarize([inPlace, blocked]))).toMatch(/1 step can't be planned yet/);
  const planned = { ...step, state: 'planned' as const, restarts: ['The machine restarts.'], destroys: ['/opt/clearml is emptied.'] };
  expect(planSentence([inPlace, planned], summarize([inPlace, planned]))).toBe('1 step with 0 commands, about 1 min. 1 restart and 1 loss are listed below.');
  const many = { ...planned, restarts: [], destroys: ['a', 'b', 'c'] };
  expect(planSentence([many], summarize([many]))).toBe('1 step with 0 commands, about 1 min. 3 losses are listed below.');
  const unneeded = { ...inPlace, notNeeded: 'The settings name no proxy.' };
  expect(summarize([inPlace, unneeded, { ...planned, departs: true }, { ...planned, departs: false }])).toMatchObject({ inPlace: 1, notNeeded: 1, departures: 1 });
});

it('keeps what people and servers typed from becoming markup in the record', () => {
  const markdown = recordMarkdown({
    serverName: 's', address: '192.0.2.1', clearmlUrl: null, verifiedAt: null, by: '<img src=x>', startedAt: '2026-01-01T00:00:00.000Z', endedAt: null, files: [],
    steps: [{ title: 'T', guide: null, state: 'done', milliseconds: 1500, exitCode: 0, departure: null, attempts: [{ state: 'finished', startedAt: '2026-01-01T00:00:00.000Z', milliseconds: 1500, exitCode: 0, commands: [{ text: 'echo "a"\n# b', began: true, exitCode: 0, milliseconds: 1200 }] }] }],
    overrides: [], skipped: [{ title: '# not a heading', reason: 'a\n# nor this' }],
  });
  expect(markdown).not.toMatch(/(?<!\\)<img/);
  expect(markdown.split('\n').filter((line) => line.startsWith('#'))).toEqual(['# Install record of s', '## Steps', '## Skipped steps']);
  expect(markdown).toContain('       echo "a"\n       # b\n       # exit code 0, 1 s\n');
});
