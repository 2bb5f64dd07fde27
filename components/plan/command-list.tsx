import { Download, Eye, FileText, Pencil, RotateCw, Trash2, type LucideIcon } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import { CommandText } from '@/components/ui/code';
import { Disclosure } from '@/components/ui/disclosure';
import { toneText, type Tone } from '@/components/ui/status';
import type { CommandView } from '@/lib/contract/plan';
import { FileChange } from './file-change';

const effects: Record<CommandView['effect'], { icon: LucideIcon; tone: Tone; word: string }> = {
  reads: { icon: Eye, tone: 'quiet', word: 'Reads' },
  changes: { icon: Pencil, tone: 'quiet', word: 'Changes' },
  downloads: { icon: Download, tone: 'accent', word: 'Downloads' },
  restarts: { icon: RotateCw, tone: 'warning', word: 'Restarts' },
  destroys: { icon: Trash2, tone: 'bad', word: 'Destroys' },
};

/** Commands as they will run, in order: each with its effect and what it is for; files with their diff. */
export function CommandList({ commands }: { commands: readonly CommandView[] }) {
  return (
    <ol className="flex flex-col gap-3">
      {commands.map((command, index) => <CommandItem key={index} command={command} />)}
    </ol>
  );
}

function CommandItem({ command }: { command: CommandView }) {
  const { icon, tone, word } = effects[command.effect];
  const Icon = command.kind === 'install' && command.effect === 'changes' ? FileText : icon;
  return (
    <li className={cn('min-w-0', command.effect === 'destroys' && 'rounded-md border-l-4 border-bad bg-bad-soft py-2 pr-2 pl-3', command.effect === 'restarts' && 'border-l-4 border-warning pl-3')}>
      <p className="mb-1 flex flex-wrap items-center gap-x-2 text-sm">
        <span className={cn('inline-flex items-center gap-1 font-medium', toneText[tone])}>
          <Icon aria-hidden className="size-3.5" />
          {command.kind === 'install' ? (command.effect === 'changes' ? 'Writes a file' : word) : word}
        </span>
        <span className="text-ink-soft">{command.why}</span>
      </p>
      {command.file ? <FileChange file={command.file} /> : <CommandText text={command.text} prompt={command.as === 'root' ? '#' : '$'} className={command.effect === 'destroys' ? 'bg-surface' : ''} />}
      {command.script && (
        <Disclosure title={`The script, ${command.script.trimEnd().split('\n').length} lines`} className="mt-1">
          <CommandText text={command.script} label="Script" wrap={false} />
        </Disclosure>
      )}
    </li>
  );
}
