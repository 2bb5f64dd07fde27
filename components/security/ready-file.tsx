'use client';
import { Download } from 'lucide-react';
import { saveText } from '@/components/plan/save-text';
import { Button } from '@/components/ui/button';
import { Code, CommandText } from '@/components/ui/code';
import { CopyButton } from '@/components/ui/copy-button';

/** A file as it is to lie on a machine: its path, its text, to copy and to download. */
export function ReadyFile({ file }: { file: { path: string; text: string } }) {
  const name = file.path.split('/').at(-1) ?? 'file';
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
        <Code>{file.path}</Code>
        <span className="flex flex-wrap gap-2">
          <CopyButton text={file.text} label={`Copy ${name}`} words="Copy" />
          <Button size="small" icon={Download} onClick={() => saveText(name, file.text)}>Download</Button>
        </span>
      </div>
      <CommandText text={file.text} label={`Content of ${file.path}`} wrap={false} copy={false} />
    </div>
  );
}

/** Commands to be run by hand as root, in order. */
export function ByHand({ commands, label }: { commands: readonly string[]; label: string }) {
  if (commands.length === 0) return null;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <p className="text-ink-soft">{label}</p>
      <CommandText text={commands.join('\n')} />
    </div>
  );
}
