'use client';
import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { stageNames, stageTitle, type StageName } from './stages';

interface Props {
  server: string;
  stage: StageName;
  /** The answer to the stage's question, a whole sentence. */
  sentence: ReactNode;
  /** Beside the name. */
  aside?: ReactNode;
  /** The one primary button: a verb. */
  primary?: ReactNode;
  /** Beside the primary button: why it waits, or a second verb. */
  beside?: ReactNode;
  children: ReactNode;
}

/** One stage: name, sentence, content, and a bar with the one verb that leads on. */
export function StagePage({ server, stage, sentence, aside, primary, beside, children }: Props) {
  const previous = stageNames[stageNames.indexOf(stage) - 1];
  return (
    <>
      <header>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-xl font-semibold tracking-tight">{stageTitle[stage]}</h1>
          {aside}
        </div>
        <p className="mt-1 max-w-[68ch] text-lg text-ink-soft">{sentence}</p>
      </header>
      <div className="flex min-w-0 flex-col gap-6">{children}</div>
      {(primary || previous) && (
        <footer data-print="hide" className="sticky bottom-0 z-10 -mx-1 mt-2 flex flex-wrap items-center justify-between gap-3 border-t border-line bg-canvas px-1 py-3">
          {previous ? (
            <Link href={`/servers/${server}/install/${previous}`} className="flex items-center gap-1.5 text-ink-soft hover:text-ink">
              <ArrowLeft aria-hidden className="size-4" />
              {stageTitle[previous]}
            </Link>
          ) : <span />}
          <div className="flex min-w-0 flex-wrap items-center justify-end gap-3">
            {beside}
            {primary}
          </div>
        </footer>
      )}
    </>
  );
}

/** A part of a stage under its own heading. */
export function StageSection({ title, sentence, aside, children }: { title: ReactNode; sentence?: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-3">
      <div className="border-b border-line pb-1.5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <h2 className="text-lg font-semibold">{title}</h2>
          {aside}
        </div>
        {sentence && <p className="max-w-[68ch] text-ink-soft">{sentence}</p>}
      </div>
      {children}
    </section>
  );
}
