import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { displacementProblem } from '@/lib/guide/materials/displacement';

const sample = (name: string) => readFileSync(new URL(`../../../support/materials/${name}`, import.meta.url), 'utf8');
const stored = { compose: sample('guide/docker-compose.yml'), override: sample('guide/docker-compose.override.yml'), constants: sample('guide/constants.env') };

it.each([
  ['compose', `${stored.constants}MORE=1\n`, /looks like a list of variables/],
  ['compose', sample('broken/does-not-parse.yml'), /^Line \d+: /],
  ['compose', sample('broken/missing-services-key.yml'), /no "services:" key/],
  ['compose', 'hello\n', /no compose file|no keys/],
  ['override', stored.compose, /same file as docker-compose.yml/],
  ['constants', `${stored.compose}# more\n`, /looks like a compose file/],
  ['constants', '# nothing\n', /no variable/],
] as const)('keeps a good %s from being displaced (%#)', (slot, given, problem) => {
  expect(displacementProblem(slot, stored, given)).toMatch(problem);
  // An empty place, and one that holds nothing good, take it: its remarks say what is wrong.
  expect(displacementProblem(slot, { ...stored, [slot]: undefined }, given)).toBeNull();
  expect(displacementProblem(slot, { ...stored, [slot]: '<html>' }, given)).toBeNull();
});

it('lets a file take the place that can be read, mistakes and all', () => {
  expect(displacementProblem('compose', stored, 'services:\n  a:\n    image: x:latest\n    image: y\n')).toBeNull();
  expect(displacementProblem('constants', stored, 'A=1\nno variable\n')).toBeNull();
  expect(displacementProblem('override', stored, 'services:\n')).toBeNull();
});
