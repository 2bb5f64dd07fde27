import { createHmac } from 'node:crypto';
import type { BackupSource } from '@/lib/contract/backup';
import type { LayoutId } from '@/lib/contract/materials';
import type { Settings } from '@/lib/contract/settings';
import { guideThresholds } from '@/lib/contract/watch';
import { secret, type Secret } from '@/lib/core/secret';
import type { DrillImages } from '@/lib/guide/drill/wanted';
import type { Inputs } from '@/lib/guide/inputs';
import { layouts } from '@/lib/guide/layouts';
import { analyseMaterials } from '@/lib/guide/materials/analyse';
import { registryName } from '@/lib/guide/materials/inputs-problems';
import type { MaterialFiles } from '@/lib/guide/materials/material-file';
import { registryCredentials } from '@/lib/guide/materials/variable-edits';
import { plainSettings, type PlainSettings } from '@/lib/store/repositories/settings-draft';
import { withoutSecrets } from '@/lib/store/repositories/settings';
import type { OverrideRecord } from '@/lib/store/repositories/overrides';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { appliedSettings } from './applied-settings';
import { chosenLayout, toMaterialFiles } from './materials-view';
import type { Work } from './work';

/** All that a plan is made from, besides facts, as plain data. It holds secrets: kept encrypted, hashed with a key. */
export interface Snapshot {
  readonly server: Inputs['server'];
  /** Which machine was meant: behind one address there can be several. Missing in a run of before. */
  readonly machine?: { readonly port: number; readonly hostKey: string | null };
  readonly layout: LayoutId;
  readonly settings: PlainSettings;
  readonly files: MaterialFiles;
  /** Only of a run: the findings that were accepted when it was started, for its record. */
  readonly overrides?: readonly OverrideRecord[];
  /** Only of a run that was retried with other inputs while an attempt was not known to have ended: the secrets that its log may hold. */
  readonly former?: readonly string[];
  /** Only of a run that makes a backup: the id of its destination, whose passphrase stays where it is stored. */
  readonly destination?: string;
  /** Only of a run that makes a backup: ClearML is stopped while its parts are stored. */
  readonly quiesced?: true;
  /** Only of a run that makes a backup: the files that it leaves out. One before a restore leaves out none. */
  readonly exclude?: readonly string[];
  /** Only of a run that copies its backup: the id of the destination to which. */
  readonly copyTo?: string;
  /** Only of a backup that was to be copied to the destination `to`, and why it is not, in sentences. */
  readonly uncopied?: { readonly to: string; readonly why: string };
  /** Only of a run that restores one: what, and from which destination; null: it only starts again what a restore has stopped. */
  readonly restore?: { readonly destination: string | null; readonly set: string; readonly parts: readonly BackupSource[]; /** Only this file, beside the living one. */ readonly file?: string };
  /** Only of a run that drills a restore: of what, and where its directory is made. */
  readonly drill?: { readonly destination: string; readonly set: string; readonly place: string; readonly elsewhere: string; /** Why ClearML's API server is not started on it, in a sentence; null: it is; missing: of an older version, which never did. */ readonly withoutClearml?: string | null; readonly foreign?: DrilledForeign };
}

/** Of another server's backup that is drilled: the images that it was made with, and what is known of it where no server of this console does. */
interface DrilledForeign { readonly images: DrillImages; /** ISO 8601. */ readonly startedAt: string; readonly files: 'all' | 'sample' }

/** What is saved now; proposed settings stand in where none were saved. */
export async function takeSnapshot(work: Work, server: ServerRecord): Promise<Snapshot> {
  const files = toMaterialFiles(await work.repositories.materials.list(server.id));
  const layout = chosenLayout(server) ?? analyseMaterials(files, null).detectedLayout ?? 'guide';
  const saved = await work.repositories.settings.get(server.id);
  const settings = saved?.settings ? withoutSecrets(saved.settings) : proposeSettings(server, layout, files);
  const { name, address, login } = server;
  return { server: { name, address, login }, machine: { port: server.port, hostKey: server.hostKey?.sha256 ?? null }, layout, settings, files };
}

/** What a run was given when it was begun, or retried with other inputs. It holds secrets. */
export const readSnapshot = async ({ repositories }: Pick<Work, 'repositories'>, runId: string): Promise<Snapshot> => JSON.parse((await repositories.runs.inputs(runId)).reveal()) as Snapshot;

/** Values for a form that was never saved: HTTP on the server's own address, the layout's registry, its login as in constants.env. */
export function proposeSettings(server: Pick<ServerRecord, 'address'>, layout: LayoutId, files: MaterialFiles = {}): PlainSettings {
  const login = registryCredentials(files.constants?.text ?? '');
  const user = plainSettings.shape.registryUser.safeParse(login?.user);
  return plainSettings.parse({
    access: { kind: 'http', address: server.address },
    registryHost: layouts[layout].registryHost,
    ...(login && user.success ? { registryUser: user.data, registryPassword: login.password.reveal() } : {}),
  });
}

/** The inputs of the guide's steps and checks. */
export function buildInputs({ server, layout: id, settings, files }: Snapshot, kernelChangedAtBoot: string | null = null, watch: Watching = asInstalled): Inputs {
  const layout = layouts[id];
  const { open, supportPassword, registryPassword } = splitSettings(settings);
  const applied = appliedSettings(files, open, layout);
  return {
    server,
    layout,
    settings: { ...open, registryHost: registryName(open.registryHost), supportPassword, registryPassword },
    files: applied.files,
    secrets: applied.secrets,
    images: applied.images,
    kernelChangedAtBoot,
    ...watch,
  };
}

/** What probes are given besides, and the steps of a backup, a restore and a drill. */
export type Watching = Pick<Inputs, 'thresholds' | 'apiKey' | 'taken' | 'backup' | 'backups' | 'restore' | 'drill'>;
const asInstalled: Watching = { thresholds: guideThresholds, apiKey: null, taken: new Map() };

export function splitSettings({ supportPassword, registryPassword, ...open }: PlainSettings): { open: Omit<Settings, 'supportPassword' | 'registryPassword'>; supportPassword: Secret; registryPassword: Secret } {
  return { open, supportPassword: secret(supportPassword), registryPassword: secret(registryPassword) };
}

/** Changes with every input. Keyed, since a plain hash of a short password could be guessed from the database. */
export function hashSnapshot(work: Work, { server, machine, layout, settings, files }: Snapshot): string {
  const contents = (['compose', 'override', 'constants'] as const).map((slot) => files[slot]?.sha256 ?? null);
  const ordered = Object.entries(settings).sort(([a], [b]) => a.localeCompare(b));
  const key = work.resources.encryption.derive('inputs').reveal();
  return createHmac('sha256', key).update(JSON.stringify([server.address, server.login, machine?.port, machine?.hostKey, layout, ordered, contents])).digest('hex');
}
