import type { CommandView } from '@/lib/contract/plan';
import type { Command } from '@/lib/shell/command';
import type { PlannedStep } from './plan';

/** The commands of a planned step as a person is shown them; those that destroy say what is lost by the step. */
export function viewPlanned(planned: PlannedStep, view: (command: Command) => CommandView, mask: (text: string) => string): CommandView[] {
  const loses = planned.destroys.map(mask);
  return planned.commands.map((command) => (command.effect === 'destroys' ? { ...view(command), loses } : view(command)));
}

/**
 * The destructive or restarting commands of a fresh plan that were not approved as they are now: the very command,
 * masked in the same way, and nothing lost beyond what was shown. A run waits for a nod when there are any
 * (design.md §1). Pure.
 */
export function surprises(approved: readonly CommandView[], fresh: readonly CommandView[]): readonly CommandView[] {
  return fresh.filter((command) => isGrave(command) && !approved.some((shown) => covers(shown, command)));
}

export const isGrave = ({ effect }: Pick<CommandView, 'effect'>): boolean => effect === 'destroys' || effect === 'restarts';

function covers(shown: CommandView, fresh: CommandView): boolean {
  return identityOf(shown) === identityOf(fresh) && (fresh.loses ?? []).every((loss) => shown.loses?.includes(loss));
}

/** What a file holds now is part of it where it is destroyed: other content is another loss. */
function identityOf({ kind, as, effect, text, script, file }: CommandView): string {
  const target = file === null ? null : [file.path, file.mode, file.owner, file.after, effect === 'destroys' ? file.before : null];
  return JSON.stringify([kind, as, effect, text, script, target]);
}
