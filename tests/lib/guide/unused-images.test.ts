import { expect, it } from 'vitest';
import { fateOf } from '@/lib/guide/unused-images';
import { inputsOf } from './inputs';

const image = (tags: readonly string[], digests: readonly string[] = []) => ({ id: `sha256:${'a'.repeat(64)}`, tags, digests, bytes: 1, usedBy: [] });
const why = (tags: readonly string[], digests?: readonly string[], images?: readonly string[]) => fateOf(image(tags, digests), inputsOf({ images })).why;
const digest = `redis@sha256:${'b'.repeat(64)}`;

it('shows the command that removes an image of several names, its digests among their tags', () => {
  expect(why(['redis:5', 'mirror.example.com:5000/redis:5'], [digest])).toBe('No container uses it, but it has several names: remove each by hand: "docker rmi redis:5 mirror.example.com:5000/redis:5".');
});

it('shows no command with a name that a shell would take apart', () => {
  expect(why(['redis:5', 'x;reboot:1'], [digest])).toBe('No container uses it, but it has several names: remove each by hand with "docker rmi" and each of them.');
});

it('shows no command for an image of several names that may be needed', () => {
  expect(why(['redis:5', 'redis:5.0'], [digest], [])).toBe('The console has no compose file that names images, so it does not know whether ClearML needs it.');
  expect(why(['redis:5', 'redis:5.0'])).toBe('No container uses it, but it came from no registry: it could not be pulled again.');
  expect(why(['theirs:1', 'theirs:2'], [digest.replace('redis', 'theirs')])).toBe('No container uses it, but it is none of ClearML\'s: whoever put it here may need it.');
});
