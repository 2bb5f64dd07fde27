'use client';
import './globals.css';

/** The last resort: not even the frame could be drawn, as when the database cannot be read. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Groundcrew</title>
        <main className="mx-auto max-w-xl px-4 py-16">
          <h1 className="text-xl font-semibold">The console cannot draw its pages</h1>
          <p className="mt-1 text-ink-soft">Nothing was changed. Look at the terminal or log of the console for the cause, then load this page again.</p>
          {error.digest && <p className="mt-4 font-mono text-sm">Number in the console&apos;s log: {error.digest}</p>}
          {/* A full load, since what is in memory has failed. */}
        {/* eslint-disable-next-line @next/next/no-html-link-for-pages */}
        <a href="/" className="mt-6 inline-block font-medium text-accent underline">Load again</a>
        </main>
      </body>
    </html>
  );
}
