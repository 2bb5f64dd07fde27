import type { Failure } from '@/lib/contract/run';
import { withoutGoTrace } from '@/lib/core/go-trace';
import { count } from '@/lib/core/units';
import { probableCause } from '@/lib/guide/failure-causes';
import type { AttemptStatus } from '@/lib/shell/host';
import type { StepRecord } from '@/lib/store/repositories/run-record';
import type { RunContext } from './run-context';
import { isReboot } from './run-next';

const lastLines = 20;
/** As many more as a program's stack behind its error can take. */
const traced = 120;
/** By this exit code a script of ours says that its last line is a sentence for the operator ("fail" of lib/guide/backups/restic.sh). */
const ownWords = 61;
/** Likewise, of a restore or drill: what was stored is not what it was, which was proven ("not_whole" there). */
export const notProven = 62;
const again = 'Retry asks the server again and runs only what is still missing.';

/** A command ended with an error. */
export async function commandFailed(context: RunContext, step: StepRecord, status: AttemptStatus): Promise<Failure> {
  const lines = await lastSaid(context, step);
  const commands = step.executed ?? [];
  const index = status.commandIndex ?? 0;
  const command = commands[index];
  const isOwn = (status.exitCode === ownWords && command?.text.startsWith('sh guide/') === true) || (status.exitCode === notProven && /^sh guide\/(?:drill|restore)\//.test(command?.text ?? ''));
  const own = isOwn ? lines.findLast((line) => line.trim() !== '' && !line.startsWith('! ')) : undefined;
  const sentence = own !== undefined ? own.slice(0, 600) : command ? `"${firstLine(command.text)}" ended with exit code ${status.exitCode ?? 'unknown'}.` : `The step ended with exit code ${status.exitCode ?? 'unknown'}.`;
  const after = commands.length - index - 1;
  const serverState = [
    commands.length === 1 ? 'It is the only command of this step.' : `It is command ${index + 1} of ${commands.length} of this step.`,
    index > 0 && (index === 1 ? 'The one before it ran to the end.' : `The ${index} before it ran to the end.`),
    after > 0 && (after === 1 ? 'The one after it did not run.' : `The ${after} after it did not run.`),
    'Earlier steps are as they were.',
  ].filter(Boolean).join(' ');
  return explained(step, { sentence, serverState, lines }, own !== undefined);
}

/** Everything ended well, and yet the server does not show it. */
export async function notShown(context: RunContext, step: StepRecord, missing: readonly string[]): Promise<Failure> {
  const lines = await lastSaid(context, step);
  if (isReboot(step)) return notKept(lines);
  const still = missing.map(firstLine).slice(0, 3).map((text) => `"${text}"`).join(', ');
  return explained(step, {
    sentence: `The step ended without error, but the server does not show it: asked again, it still needs ${still}.`,
    serverState: 'All commands of this step ran and reported no error.',
    lines,
  });
}

/** The machine did restart, and what the steps before had set is gone again: asking for another restart would not help. */
function notKept(lines: string[]): Failure {
  return {
    sentence: 'The machine restarted, but the kernel settings of the steps before do not hold after it.',
    cause: 'Another file sets them at boot, later than ours.',
    serverState: 'The machine is up again. What earlier steps installed is there.',
    remedy: 'Run "sysctl --system" on the server, which names each file that it reads, and remove the other value. Then retry from "Increase vm.max_map_count for Elasticsearch".',
    lines,
  };
}

/** It was killed half-way: by a restart of the machine or by somebody on the server. */
export async function wasInterrupted(context: RunContext, step: StepRecord, status: AttemptStatus | null, missing: readonly string[]): Promise<Failure> {
  const lines = await lastSaid(context, step);
  const restarted = status !== null && status.bootId !== null && status.bootId !== status.currentBootId;
  const commands = step.executed ?? [];
  const command = status?.commandIndex === null || status?.commandIndex === undefined ? undefined : commands[status.commandIndex];
  return {
    sentence: restarted ? 'The server restarted while the step ran.' : 'The step stopped without leaving an exit code: it was killed on the server.',
    cause: null,
    serverState: `${command ? `It was at "${firstLine(command.text)}" (command ${(status?.commandIndex ?? 0) + 1} of ${commands.length}), which may be half done. ` : ''}Asked again, the server still needs ${count(missing.length, 'command')}.`,
    remedy: again,
    lines,
  };
}

/** The step can't be planned or started. */
export function blockedStep(sentence: string, remedy: string | null = null): Failure {
  return { sentence, cause: null, serverState: 'Nothing of this step was run.', remedy: remedy ?? `Mend what the sentence names, then retry. ${again}`, lines: [] };
}

/** Of the last attempt only: what an earlier one complained about may be mended by now. */
async function lastSaid({ work, runId }: RunContext, { stepId, attempts }: StepRecord): Promise<string[]> {
  return withoutGoTrace(await work.repositories.journal.tail(runId, stepId, lastLines + traced, attempts.at(-1)?.afterSeq)).slice(-lastLines);
}

function explained(step: StepRecord, { sentence, serverState, lines }: Pick<Failure, 'sentence' | 'serverState' | 'lines'>, isOwn = false): Failure {
  const found = probableCause(step.stepId, lines);
  return { sentence, serverState, lines, cause: found?.cause ?? null, remedy: found ? `${found.remedy}${/\bretry\b/i.test(found.remedy) ? '' : ' Then retry.'} ${again}` : `${isOwn ? 'Mend what the sentence names' : 'Read the last lines and mend what they name'}. ${again}` };
}

const firstLine = (text: string): string => {
  const line = text.split('\n')[0] ?? '';
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
};
