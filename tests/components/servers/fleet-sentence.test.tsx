import { expect, it } from 'vitest';
import { fleetSentence } from '@/components/servers/fleet-sentence';
import { isStaleBrief } from '@/components/servers/condition';
import type { Verdict } from '@/lib/contract/health';
import type { Server } from '@/lib/contract/server';

const fleet = (...states: Server['state'][]) => states.map((state, index) => ({ name: `s${index + 1}`, state }));

it.each([
  [fleet(), 'No server is connected yet.'],
  [fleet('installed', 'installed'), '2 servers answered when they were last verified.'],
  [fleet('installing', 'new'), 's1 is being installed and s2 is not installed yet.'],
  [fleet('attention', 'unknown', 'installed', 'new'), 's1 needs attention and s2 is in an unknown state. Nothing is wrong with the other 2.'],
  [fleet('attention', 'attention', 'installed'), '2 servers need attention. Nothing is wrong with the other one.'],
  [fleet('unknown'), 's1 is in an unknown state.'],
])('says what matters first: %#', (servers, sentence) => {
  expect(fleetSentence(servers)).toBe(sentence);
});

const watched = (...verdicts: Verdict[]) => verdicts.map((verdict, index) => ({ name: `s${index + 1}`, state: 'installed' as const, health: { verdict, sentence: '', firing: 0, lastContactAt: null } }));

it.each([
  [watched('well', 'well', 'note'), 's3 is worth a look and 2 servers are well.'],
  [watched('well', 'ill', 'unreachable'), 's2 is ill and s3 does not answer. Nothing is wrong with the other one.'],
  [watched('warn'), 's1 has a warning.'],
  [watched('off'), 's1 answered when it was last verified.'],
])('goes by the health of what is watched: %#', (servers, sentence) => {
  expect(fleetSentence(servers)).toBe(sentence);
});

it('does not believe a verdict that is older than its cadences allow; one of silence holds', () => {
  const at = new Date('2026-01-01T00:00:00.000Z').getTime();
  const brief = (verdict: Verdict) => ({ verdict, sentence: '', firing: 0, lastContactAt: new Date(at).toISOString() });
  expect(isStaleBrief(brief('well'), at + 119_000)).toBe(false);
  expect(isStaleBrief(brief('well'), at + 121_000)).toBe(true);
  expect(isStaleBrief(brief('unreachable'), at + 1e9)).toBe(false);
});
