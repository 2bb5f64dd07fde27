import { sourceNames, type BackupSet, type BackupSource } from '@/lib/contract/backup';
import type { BackupTrouble } from '@/lib/contract/backup-watch';
import { formatBytes, mb } from '@/lib/core/units';
import { quantile } from './forecast';

/** So many backups before the newest tell what is usual; with fewer than `least` nothing is. */
const most = 5;
const least = 3;
/** What is smaller doubles by a certificate. */
const small = mb(1);

/**
 * What halved or doubled against the median of the last ones; null: nothing did. Each part is looked at too: beside the
 * files, nobody would see that MongoDB's is gone.
 * @param complete the newest first
 */
export function sizeTrouble([newest, ...before]: readonly BackupSet[]): BackupTrouble | null {
  if (!newest) return null;
  const earlier = before.slice(0, most);
  const bytesOf = (set: BackupSet, source: BackupSource) => set.parts.flatMap((part) => (part.source === source ? [part.bytes] : []));
  const jumps = [
    jump('The newest backup holds', newest.bytes, earlier.map(({ bytes }) => bytes)),
    ...newest.parts.map(({ source, bytes }) => jump(`Of ${sourceNames[source]}, the newest backup holds`, bytes, earlier.flatMap((set) => bytesOf(set, source)))),
  ].filter((sentence) => sentence !== null);
  if (jumps.length === 0) return null;
  return { kind: 'size', outcome: 'warn', message: jumps.join(' '), remedy: 'Find out whether so much was added or deleted. If it was not, verify this backup and keep an older one.' };
}

function jump(holds: string, bytes: number, before: readonly number[]): string | null {
  if (before.length < least) return null;
  const usual = quantile([...before].sort((a, b) => a - b), 0.5);
  const isJump = Math.max(bytes, usual) >= small && (bytes >= 2 * usual || bytes <= usual / 2);
  return isJump ? `${holds} ${formatBytes(bytes)}; about ${formatBytes(usual)} are usual.` : null;
}
