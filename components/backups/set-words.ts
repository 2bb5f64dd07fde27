import { sourceNames, type BackupSource } from '@/lib/contract/backup';
import type { ListedSet } from './backups-sentence';

/** As they stand alone. */
export const partNames: Readonly<Record<BackupSource, string>> = { mongodb: 'MongoDB', elasticsearch: 'Elasticsearch', configuration: 'Configuration', files: 'Files', redis: 'Redis' };

const names = new Intl.ListFormat('en');

/** Why a backup counts for nothing, in a sentence. */
export function whyIncomplete({ parts, state }: Pick<ListedSet, 'parts' | 'state'>): string {
  const open = parts.filter((part) => part.state !== 'complete').map(({ source }) => sourceNames[source]);
  // Told, it has parts, stored or not (lib/engine/backup-sets.ts).
  if (parts.length === 0) return 'What is stored of it could not be told when it ended. The next backup asks.';
  if (open.length > 0) return `Not stored and read back: ${names.format(open)}.`;
  return state === 'failed' ? 'It failed after its parts were stored.' : 'It has no manifest that names its parts.';
}
