import { expect, it } from 'vitest';
import { fleetSentence } from '@/components/servers/fleet-sentence';
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
