import type { Layout } from '@/lib/contract/layout';
import type { Settings } from '@/lib/contract/settings';
import type { Thresholds } from '@/lib/contract/watch';
import type { Secret } from '@/lib/core/secret';
import type { Watched } from '@/lib/engine/backup-judgement';
import type { BackupWanted } from './backups/wanted';
import type { DrillWanted } from './drill/wanted';
import type { RestoreWanted } from './restore/wanted';

/** What the steps and checks of the guide are given besides facts. Pure data; nothing here was asked from the server. */
export interface Inputs {
  readonly server: { readonly name: string; readonly address: string; readonly login: string };
  readonly layout: Layout;
  readonly settings: Omit<Settings, 'supportPassword' | 'registryPassword'> & { readonly supportPassword: Secret; readonly registryPassword: Secret };
  /**
   * The files as they will lie on the server, the settings' edits applied. They hold secrets, hence the type.
   * null: not supplied.
   */
  readonly files: { readonly compose: Secret | null; readonly override: Secret | null; readonly constants: Secret | null };
  /** Secret values inside the files, so that diffs can be masked and outputs redacted. */
  readonly secrets: readonly Secret[];
  /** Image references that the files name, as they will be pulled. */
  readonly images: readonly string[];
  /** Boot id that was current when this run changed the kernel settings; null when it did not. */
  readonly kernelChangedAtBoot: string | null;
  /** From which values on a figure is ill: the guide's unless the operator chose others. */
  readonly thresholds: Thresholds;
  /** ClearML's API key for queues and workers; null: none was entered. */
  readonly apiKey: { readonly access: string; readonly secret: Secret } | null;
  /** Items of drift that a person took over: item to what it may be. */
  readonly taken: ReadonlyMap<string, string>;
  /** Only of a run that makes a backup, while its destination is there. */
  readonly backup?: BackupWanted;
  /** What the console knows of this server's backups, for their check; null or missing: none are wanted. */
  readonly backups?: Watched | null;
  /** Only of a run that restores a backup, while the destination that holds it is there. */
  readonly restore?: RestoreWanted;
  /** Only of a run that drills a restore, while the destination that holds the backup is there. */
  readonly drill?: DrillWanted;
}
