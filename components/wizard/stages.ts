import { unpinnedKey } from '@/components/servers/unpinned-key';
import type { Checkup } from '@/lib/contract/finding';
import type { Materials } from '@/lib/contract/materials';
import type { Plan } from '@/lib/contract/plan';
import type { RunSummary } from '@/lib/contract/run';
import type { ConnectionTest, Server } from '@/lib/contract/server';
import type { SettingsView } from '@/lib/contract/settings';
import { count } from '@/lib/core/units';

export const stageNames = ['connect', 'materials', 'settings', 'preflight', 'plan', 'run', 'verify', 'finish'] as const;
export type StageName = (typeof stageNames)[number];
export const stageTitle: Record<StageName, string> = {
  connect: 'Connect', materials: 'Materials', settings: 'Settings', preflight: 'Preflight', plan: 'Plan', run: 'Run', verify: 'Verify', finish: 'Finish',
};
export const isStage = (name: string): name is StageName => (stageNames as readonly string[]).includes(name);

/** What the wizard of one server knows. null: not there yet. */
export interface WizardData {
  server: Server | null;
  /** How the last test of the connection ended; null: none in this tab. */
  test?: ConnectionTest | null;
  materials: Materials | null;
  settings: SettingsView | null;
  preflight: Checkup | null;
  plan: Plan | null;
  /** The newest run of kind `install`. */
  run: RunSummary | null;
  /** The newest acceptance test, where it failed. */
  failedTest?: RunSummary | null;
  verification: Checkup | null;
}

export interface StageStatus {
  name: StageName;
  /** ready: all is there for the person to go on */
  state: 'done' | 'ready' | 'attention' | 'working' | 'later';
  /** What it holds, such as "3 files, 2 warnings". */
  holds: string;
}

/** The state of every stage, told from what is stored: nothing is remembered by the page. */
export function stageStatuses(data: WizardData): StageStatus[] {
  return stageNames.map((name) => ({ name, ...judges[name](data) }));
}

/** Where the wizard opens: the first stage that needs a person or works. */
export function firstOpenStage(data: WizardData): StageName {
  return stageStatuses(data).find((stage) => stage.state !== 'done')?.name ?? 'finish';
}

type Judgement = Omit<StageStatus, 'name'>;
const later = (holds = ''): Judgement => ({ state: 'later', holds });

/** Where the last test of the connection stopped. */
const stopped: Record<ConnectionTest['stages'][number]['stage'], string> = { name: 'Address not found', tcp: 'Port not reached', 'host-key': 'Another host key', login: 'Login refused', shell: 'No shell', sudo: 'Not root' };

const judges: Record<StageName, (data: WizardData) => Judgement> = {
  connect: ({ server, test = null }) => {
    if (!server) return later();
    if (!server.hostKey) return { state: 'attention', holds: unpinnedKey(test) };
    const failed = test ? test.stages.find(({ outcome }) => outcome === 'fail')?.stage : server.failedTest;
    if (failed) return { state: 'attention', holds: stopped[failed] };
    return server.lastSeenAt ? { state: 'done', holds: `${server.login}@${server.address}` } : { state: 'attention', holds: 'Not tested yet' };
  },
  materials: ({ materials }) => {
    if (!materials || materials.files.length === 0) return later('No files yet');
    const errors = materials.remarks.filter((remark) => remark.severity === 'error').length;
    const warnings = materials.remarks.filter((remark) => remark.severity === 'warning').length;
    const notes = [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')].filter(Boolean);
    return { state: materials.complete ? 'done' : 'attention', holds: [count(materials.files.length, 'file'), ...notes].join(', ') };
  },
  settings: ({ settings }) => {
    if (!settings?.settings) return later('Not saved yet');
    const missing = Object.keys(settings.problems).length;
    return settings.complete ? { state: 'done', holds: settings.settings.access.kind === 'tls' ? 'TLS names' : 'HTTP on three ports' } : { state: 'attention', holds: missing > 0 ? `${missing} missing` : 'Incomplete' };
  },
  preflight: ({ preflight }) => {
    if (!preflight || preflight.state === 'never') return later('Not asked yet');
    if (preflight.state === 'asking') return { state: 'working', holds: 'Asking the server' };
    if (preflight.stale) return { state: 'attention', holds: 'Inputs have changed since' };
    const { fail, unknown, warn, overridden } = preflight.counts;
    const notes = [fail > 0 && `${fail} failed`, unknown > 0 && `${unknown} unknown`, warn > 0 && count(warn, 'warning'), overridden > 0 && `${overridden} overridden`].filter(Boolean);
    return { state: preflight.clear ? 'done' : 'attention', holds: notes.join(', ') || `${preflight.counts.pass} passed` };
  },
  plan: ({ plan, run }) => {
    if (!plan) return later('Not made yet');
    if (!plan.current) return { state: 'attention', holds: 'Inputs have changed since' };
    if (plan.summary.commands === 0) return { state: 'done', holds: 'Nothing to do' };
    if (run && run.createdAt > plan.madeAt) return { state: 'done', holds: count(plan.summary.commands, 'command') };
    return plan.blockers.length > 0 ? { state: 'attention', holds: count(plan.blockers.length, 'blocker') } : { state: 'ready', holds: `Ready: ${count(plan.summary.commands, 'command')}` };
  },
  run: ({ run }) => {
    if (!run) return later('Not started yet');
    if (run.state === 'done') return { state: 'done', holds: `${run.progress.total} steps` };
    const holds = `${run.progress.done} of ${run.progress.total} steps`;
    return { state: run.state === 'running' || run.state === 'queued' || run.state === 'cancelling' ? 'working' : 'attention', holds: `${holds}, ${run.state}` };
  },
  verify: ({ verification }) => {
    if (!verification || verification.state === 'never') return later('Not asked yet');
    if (verification.state === 'asking') return { state: 'working', holds: 'Waiting for ClearML' };
    return verification.clear ? { state: 'done', holds: `${verification.counts.pass} passed` } : { state: 'attention', holds: `${verification.counts.fail + verification.counts.unknown} open` };
  },
  finish: ({ server }) => (server?.state === 'installed' ? { state: 'done', holds: 'Verified' } : later()),
};
