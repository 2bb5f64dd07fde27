'use client';
import dynamic from 'next/dynamic';
import { Code } from '@/components/ui/code';
import { Skeleton } from '@/components/ui/skeleton';
import type { CommandView } from '@/lib/contract/plan';

/** The diff library is loaded when the first diff is drawn. */
export const LazyDiff = dynamic(() => import('@/components/ui/diff-view').then((module) => module.DiffView), { loading: () => <Skeleton className="h-20" /> });

/** A file that is put in place: path, mode, owner, and what changes in it. */
export function FileChange({ file }: { file: NonNullable<CommandView['file']> }) {
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-sm text-ink-soft">
        <Code>{file.path}</Code>
        <span>{file.before === null ? (file.secret ? 'what is there now is not shown' : 'new file') : file.before === file.after ? 'same content' : 'changed'}</span>
        <span>mode {file.mode}, owner {file.owner}</span>
        {file.secret && <span>secrets are masked</span>}
      </p>
      <LazyDiff before={file.before} after={file.after} label={file.path} />
    </div>
  );
}
