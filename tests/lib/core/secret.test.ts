import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { isSecret, secret } from '@/lib/core/secret';

const value = secret('s3cr3t-canary');

it.each([
  ['String()', () => String(value)],
  ['a template', () => `${value.toString()}`],
  ['JSON', () => JSON.stringify({ value })],
  ['inspect', () => inspect({ value }, { depth: 9, showHidden: true })],
  ['spread', () => JSON.stringify({ ...value })],
])('%s shows no secret', (_way, show) => expect(show()).not.toContain('canary'));

it('gives its value only when asked', () => expect(value.reveal()).toBe('s3cr3t-canary'));
it('is recognised by its brand', () => expect([isSecret(value), isSecret('s3cr3t-canary'), isSecret(null)]).toEqual([true, false, false]));
