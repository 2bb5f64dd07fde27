import type { CommandView, StepPlan } from '@/lib/contract/plan';
import type { Command } from '@/lib/shell/command';
import type { PlannedStep } from './plan';

/**
 * The destructive or restarting commands of a fresh plan that the approved plan did not show.
 * A run waits for a nod when there are any (design.md §1). Pure.
 */
export function surprises(approved: Pick<StepPlan, 'commands'> | undefined, planned: PlannedStep): readonly Command[] {
  return planned.commands.filter((command) => grave(command) && !approved?.commands.some((view) => shows(view, command)));
}

const grave = (command: Command): boolean => command.effect === 'destroys' || command.effect === 'restarts';

function shows(view: CommandView, command: Command): boolean {
  if (view.kind !== command.kind || view.effect !== command.effect) return false;
  if (command.kind === 'install') return view.file?.path === command.path;
  if (command.kind === 'reboot') return true;
  const words = command.kind === 'exec' ? command.argv : [command.file, ...command.args];
  return words.every((word) => view.text.includes(word));
}
