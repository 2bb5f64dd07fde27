'use client';
import { Code } from '@/components/ui/code';
import { CopyButton } from '@/components/ui/copy-button';
import { Notice } from '@/components/ui/notice';

/** A secret that was just made. The console keeps only its hash and can't show it again. */
export function ShownOnce({ title, text, label }: { title: string; text: string; label: string }) {
  return (
    <div role="status">
      <Notice tone="accent" title={title}>
        <p className="mt-1 flex flex-wrap items-center gap-2"><Code>{text}</Code><CopyButton text={text} label={label} words="Copy" /></p>
      </Notice>
    </div>
  );
}
