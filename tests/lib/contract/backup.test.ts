import { expect, it } from 'vitest';
import { backupSet } from '@/lib/contract/backup';

const part = { source: 'mongodb', bytes: 1, state: 'complete' };
const whole = { id: '0'.repeat(20), startedAt: '2026-11-30T02:30:00Z', endedAt: '2026-11-30T03:30:00Z', state: 'complete', verifiedAt: null, provenAt: null, bytes: 1, parts: [part] };

it('takes no half backup for a whole one', () => {
  expect(backupSet.safeParse(whole).success).toBe(true);
  for (const half of [{ endedAt: null }, { parts: [] }, { parts: [part, { ...part, source: 'files', state: 'incomplete' }] }, { parts: [{ ...part, state: 'failed' }] }]) {
    expect(backupSet.safeParse({ ...whole, ...half }).success).toBe(false);
    expect(backupSet.safeParse({ ...whole, ...half, state: 'incomplete' }).success).toBe(true);
  }
});
