import { slotFile } from '@/lib/contract/materials';
import type { Plan, StepPlan } from '@/lib/contract/plan';
import { askFacts } from '@/lib/engine/ask';
import { machineId } from '@/lib/facts/machine-id';
import type { Command } from '@/lib/shell/command';
import { renderForHand, type HandSection } from '@/lib/shell/render-for-hand';
import { findServer } from './find-server';
import { buildInputs, takeSnapshot } from './inputs';
import { redactorFor } from './known-secrets';
import { planSteps, type Planned } from './plan-steps';
import type { Implementation } from './types';
import { workOf, type Work } from './work';

/**
 * Plans anew, since a stored plan has only masked commands; the script itself asks for each secret. Its head says when
 * it was planned, and which steps are not as in the plan that was shown.
 */
export const planScript: Implementation<'plan.script'> = async ({ resources, clock }, input) => {
  const work = workOf(resources);
  const server = await findServer(work, input.server);
  const inputs = buildInputs(await takeSnapshot(work, server));
  const planned = await planSteps(work, server.id, inputs, await redactorFor(work, server.id, inputs));
  const machine = await findMachine(work, server.id);
  const plannedAt = new Date(clock.now()).toISOString();
  const shown = await work.repositories.plans.last(server.id);
  const differences = shown === null ? [] : findDifferences(shown, planned.map(({ view }) => view));
  const notes = [
    `Planned ${minute(plannedAt)} UTC from what the server answered then. It does not see what changes later: make a new one rather than keep it.`,
    ...(machine === null ? ['The server did not say which machine it is (/etc/machine-id), so this script does not notice when it is run on another.'] : []),
    ...(shown === null || differences.length === 0 ? [] : [`NOT AS SHOWN: the server, the files or the settings changed since the plan of ${minute(shown.madeAt)} UTC. These steps differ: ${differences.join('; ')}.`]),
  ];
  const text = renderForHand(planned.map(toSection), { title: `Installs ClearML on ${server.name} (${server.address}) by hand.`, notes, login: server.login, server: server.name, machine, nameOf });
  return { fileName: `install-clearml-${server.name}.sh`, text, plannedAt, differences };
};

async function findMachine(work: Work, serverId: string): Promise<string | null> {
  const readings = await work.connections.use(serverId, (host) => askFacts(host, work.reach, [machineId]));
  const reading = readings.get(machineId.id);
  return reading?.readable && typeof reading.value === 'string' ? reading.value : null;
}

/** Pure: titles of the steps whose state or commands are not those of the plan that was shown. */
export function findDifferences({ chapters }: Pick<Plan, 'chapters'>, steps: readonly StepPlan[]): string[] {
  const said = ({ state, commands }: StepPlan) => JSON.stringify([state, commands]);
  const shown = new Map(chapters.flatMap((chapter) => chapter.steps).map((step) => [step.id, said(step)]));
  return steps.filter((step) => shown.get(step.id) !== said(step)).map(({ title }) => title);
}

const minute = (time: string): string => time.slice(0, 16).replace('T', ' ');

function toSection({ step, planned, view }: Planned): HandSection {
  const state =
    planned.state === 'in-place' ? [planned.notNeeded ? `Not needed: ${planned.notNeeded}` : 'In place already.']
    : planned.state === 'blocked' ? [`Not planned yet: ${view.blockedBy ?? 'a fact could not be read.'}`]
    : [];
  return {
    title: step.title,
    comments: [...(view.guide === null ? ['Beyond the guide.'] : [`Guide: ${view.guide}`]), step.why, ...(view.departure === null ? [] : [`Departs from the guide: ${view.departure}`]), ...state],
    commands: planned.commands,
    destroys: lossesOf(planned, view),
    blockedBy: planned.state === 'blocked' ? (view.blockedBy ?? 'a fact could not be read.') : null,
  };
}

/** What the step says that it destroys; a destructive command of which it says nothing is named itself. */
function lossesOf(planned: Planned['planned'], view: StepPlan): readonly string[] {
  if (view.destroys.length > 0) return view.destroys;
  return planned.commands.flatMap(({ effect, why }, index) => (effect === 'destroys' ? [why || (view.commands[index]?.text ?? '')] : []));
}

/** What the script's prompt calls a secret. */
function nameOf(command: Command): string {
  if (command.kind !== 'install') return command.why === '' ? 'the secret of the next command' : `the secret for: ${command.why}`;
  const isSupplied = Object.values(slotFile).some((file) => command.path.endsWith(`/${file}`));
  return `the content of ${command.path}${isSupplied ? ' (the file that ClearML provided, with the edits that the Settings page shows)' : ''}`;
}
