import { expect, it } from 'vitest';
import { fateOf } from '@/lib/guide/unused-images';
import { inputsOf } from './inputs';

const image = (tags: readonly string[], digests: readonly string[] = []) => ({ id: `sha256:${'a'.repeat(64)}`, tags, digests, bytes: 1, usedBy: [] });
const why = (tags: readonly string[], digests?: readonly string[]) => fateOf(image(tags, digests), inputsOf()).why;

it('shows the command that removes an image of several names, its digests among their tags', () => {
  expect(why(['redis:5', 'mirror.example.com:5000/redis:5'], [`redis@sha256:${'b'.repeat(64)}`])).toBe('No container uses it, but it has several names: remove each by hand: "docker rmi redis:5 mirror.example.com:5000/redis:5".');
});

it('shows no command with a name that a shell would take apart', () => {
  expect(why(['redis:5', 'x;reboot:1'])).toBe('No container uses it, but it has several names: remove each by hand with "docker rmi" and each of them.');
});
