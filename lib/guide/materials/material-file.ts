import type { Slot } from '@/lib/contract/materials';
import type { Settings } from '@/lib/contract/settings';

/** One stored file. `text` holds every byte of the upload (a BOM and CRLF included); `bytes` is its size. */
export interface MaterialText {
  readonly fileName: string;
  readonly text: string;
  /** ISO 8601, UTC. */
  readonly savedAt: string;
  readonly sha256: string;
  readonly bytes: number;
}

export type MaterialFiles = Partial<Record<Slot, MaterialText>>;

/** The settings without their secrets: nothing that is written into the three files needs one. */
export type OpenSettings = Omit<Settings, 'supportPassword' | 'registryPassword'>;
