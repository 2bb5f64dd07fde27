import { plainText } from './line-text';

/** A few lines of output, inert, in the log's own look. */
export function PlainLines({ lines }: { lines: readonly string[] }) {
  return (
    <pre role="group" aria-label="Lines of output" tabIndex={0} className="focus-inside max-h-64 overflow-auto rounded-md bg-terminal px-3 py-2 font-mono text-xs leading-5 break-all whitespace-pre-wrap text-terminal-ink">
      {lines.map((line) => `${plainText(line)}\n`).join('')}
    </pre>
  );
}
