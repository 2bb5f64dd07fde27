import * as z from 'zod';
import { connectionStage } from '@/lib/contract/server';
import type { Settings, SettingsView } from '@/lib/contract/settings';
import { layouts } from '@/lib/guide/layouts';
import { applySettings } from '@/lib/guide/materials/apply-settings';
import { settingsProblems } from '@/lib/guide/materials/inputs-problems';
import type { PlainSettings } from '@/lib/store/repositories/settings-draft';
import { withoutSecrets } from '@/lib/store/repositories/settings';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { proposeSettings, splitSettings, takeSnapshot } from './inputs';
import { viewMaterials } from './materials-view';
import { maskAddresses } from './settings-addresses';
import type { Work } from './work';

/** What the console remembers of a server for pages that must not wait. */
export const lastFacts = z.object({
  summary: z.string().nullable().default(null),
  disks: z.array(z.object({ mount: z.string(), source: z.string(), fileSystem: z.string(), bytes: z.number(), freeBytes: z.number(), role: z.string().nullable() })).nullable().default(null),
  /** Where and how the newest test of the connection failed, masked. */
  failedTest: z.object({ stage: connectionStage.shape.stage, message: z.string() }).nullable().default(null),
});

/** The settings with what is missing and what they change in the files. */
export async function viewSettings(work: Work, server: ServerRecord): Promise<SettingsView> {
  const record = await work.repositories.settings.get(server.id);
  const saved = record?.settings ? publicSettings(withoutSecrets(record.settings)) : null;
  const snapshot = await takeSnapshot(work, server);
  const proposed = publicSettings(proposeSettings(server, snapshot.layout, snapshot.files));
  const materials = await viewMaterials(work, server);
  // What was never saved is missing with all that the proposal lacks, so that nothing comes up in a second round.
  const problems = { ...settingsProblems(saved, materials), ...(saved === null ? settingsProblems(proposed, materials) : {}), ...record?.problems };
  const { diffs } = applySettings(snapshot.files, splitSettings(snapshot.settings).open, layouts[snapshot.layout]);
  return {
    version: record?.version ?? '',
    settings: saved,
    proposed,
    problems,
    complete: saved !== null && Object.keys(problems).length === 0,
    fileDiffs: diffs.map((diff) => ({ ...diff })),
    disks: readLastFacts(server).disks,
  };
}

export function readLastFacts(server: Pick<ServerRecord, 'lastFacts'>): z.output<typeof lastFacts> {
  const parsed = lastFacts.safeParse(JSON.parse(server.lastFacts ?? '{}'));
  return parsed.data ?? lastFacts.parse({});
}

/** Secrets become "is set". */
function publicSettings({ supportPassword, registryPassword, ...open }: PlainSettings): Settings {
  return { ...maskAddresses(open), supportPassword: { isSet: supportPassword !== '' }, registryPassword: { isSet: registryPassword !== '' } };
}
