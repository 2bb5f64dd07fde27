import { slotFile } from '@/lib/contract/materials';
import type { Secret } from '@/lib/core/secret';
import type { ServerFile } from '@/lib/facts/file';
import { script, type Command } from '@/lib/shell/command';
import { keepPlace } from './backups/elasticsearch-place';
import { contentHash } from './hash';
import type { Inputs } from './inputs';

/** A file as it shall lie on the server. */
export interface WantedFile {
  readonly path: string;
  readonly content: Secret | string;
  readonly mode: number;
  readonly owner: string;
}

/** The supplied files, at their places; `present`: what lies there now, by its path. All may hold secrets, and only root runs Compose: so nobody else reads them. */
export function suppliedFiles({ files, layout }: Inputs, present: Readonly<Record<string, ServerFile | undefined>> = {}): readonly WantedFile[] {
  return (['constants', 'override', 'compose'] as const).flatMap((slot) => {
    const path = `${layout.base}/${slotFile[slot]}`;
    const content = slot === 'override' && files.override !== null ? keepPlace(files.override, present[path], layout) : files[slot];
    return content === null ? [] : [{ path, content, mode: 0o600, owner: 'root:root' }];
  });
}

/** Whether `actual` is what is wanted: content, mode and owner. */
export function isInPlace(wanted: WantedFile, actual: ServerFile | undefined): boolean {
  return actual !== undefined && actual.sha256 === contentHash(wanted.content) && actual.mode === wanted.mode && (actual.owner === wanted.owner || actual.ownerName === wanted.owner);
}

/** Before other content is replaced, a dated copy that only root may read: somebody may have changed it by hand. */
export function keepCopy({ path, content }: WantedFile, actual: ServerFile | undefined): readonly Command[] {
  if (actual === undefined || actual.sha256 === contentHash(content)) return [];
  return [script('guide/installation/keep-copy.sh', [path], { why: 'Keeps what is there now as a dated copy beside it' })];
}
