import type { ConnectionTest } from '@/lib/contract/server';

const unseen: Partial<Record<ConnectionTest['stages'][number]['stage'], string>> = { name: 'the address was not found', tcp: 'the port was not reached', 'host-key': 'the port showed none' };

/** What is known of a host key while none is pinned. */
export function unpinnedKey(test: ConnectionTest | null): string {
  if (test === null) return 'Not connected yet';
  if (test.presented) return 'Host key not confirmed';
  const failed = test.stages.find(({ outcome }) => outcome === 'fail');
  return `No host key seen yet: ${(failed && unseen[failed.stage]) ?? 'the connection failed'}`;
}
