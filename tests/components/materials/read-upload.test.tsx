import { describe, expect, it } from 'vitest';
import { readPaste, readUpload, slotOfName } from '@/components/materials/read-upload';

describe('a file on its way into its slot', () => {
  it('keeps every byte', async () => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 0x41, 0x3d, 0x0d, 0x0a, 0x00, 0xff]);
    const { base64 } = await readUpload(new File([bytes], 'constants.env'), 'constants');
    expect([...Buffer.from(base64, 'base64')]).toEqual([...bytes]);
  });
  it('refuses more than 10 MB before anything is sent', async () => {
    const file = Object.defineProperty(new File([''], 'big.yml'), 'size', { value: 10_000_001 });
    await expect(readUpload(file, 'compose')).rejects.toThrow(/big\.yml is 9\.5 MiB.*nothing was uploaded/);
  });
  it('refuses an empty file', async () => {
    await expect(readPaste('', 'override')).rejects.toThrow(/is empty/);
  });
  it.each([
    ['docker-compose.yml', 'compose'], ['docker-compose.override.yml', 'override'], ['compose.yaml', 'compose'], ['customer-docker-compose.override (2).yml', 'override'],
    ['constants.env', 'constants'], ['CONSTANTS.ENV', 'constants'], ['notes.txt', null], ['archive.zip', null],
  ])('%s belongs to %s', (name, slot) => expect(slotOfName(name)).toBe(slot));
});
