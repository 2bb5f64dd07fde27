import { expect, it } from 'vitest';
import { spellAddress } from '@/lib/store/repositories/host-keys';

const spellings = [
  ['Host.Example.com.', 'host.example.com'],
  ['127.1', '127.0.0.1'],
  ['[FD00:0:0::0001]', 'fd00::1'],
  ['fd00:0:0:0:0:0:0:1', 'fd00::1'],
  ['host-1', 'host-1'],
  ['999.1.1.1', '999.1.1.1'],
];

it.each(spellings)('T-SSH-1 spells %s as %s, so that one place has one pin', (typed, spelled) => {
  expect(spellAddress(typed)).toBe(spelled);
});
