import type { ReactNode } from 'react';

interface Props {
  /** The page's name: its one h1. */
  name: ReactNode;
  /** The answer to the page's question, a whole sentence. */
  sentence: ReactNode;
  /** One primary action. */
  action?: ReactNode;
  /** Beside the name: a status, a menu. */
  aside?: ReactNode;
}

/** Name, the sentence, one primary action. */
export function PageHeader({ name, sentence, action, aside }: Props) {
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-72">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 text-xl font-semibold tracking-tight">{name}</h1>
          {aside}
        </div>
        <div className="mt-1 max-w-[68ch] text-lg text-ink-soft">{sentence}</div>
      </div>
      {action && <div className="flex max-w-full shrink-0 flex-wrap gap-2">{action}</div>}
    </header>
  );
}
