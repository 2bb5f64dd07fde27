import type { ReactNode } from 'react';

/** A part of the page under its own heading. */
export function Part({ id, title, sentence, children }: { id: string; title: string; sentence: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="mt-10 min-w-0 scroll-mt-16">
      <div className="mb-3 border-b border-line pb-1.5">
        <h2 id={`${id}-title`} className="text-lg font-semibold">{title}</h2>
        <p className="max-w-[68ch] text-ink-soft">{sentence}</p>
      </div>
      {children}
    </section>
  );
}
