import type { ReactNode } from 'react';
import { Mark } from './mark';

/** The page before one is signed in. */
export function Door({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col px-4">
      <link rel="icon" type="image/svg+xml" href="/mark.svg" />
      <main id="content" className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-10">
        <div className="mb-8 flex items-center gap-2.5">
          <Mark className="size-8" />
          <span className="text-lg font-semibold tracking-tight">Groundcrew</span>
        </div>
        {children}
      </main>
      <footer className="mx-auto w-full max-w-sm pb-6 text-sm text-ink-faint">A console of your own. What you enter stays in its data directory.</footer>
    </div>
  );
}
