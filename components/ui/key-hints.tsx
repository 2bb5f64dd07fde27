/** One key or a chord, such as "Ctrl K". */
export function Keys({ children }: { children: string }) {
  return (
    <span className="inline-flex gap-1">
      {children.split(' ').map((key) => <kbd key={key} className="min-w-5 rounded-sm border border-line bg-sunken px-1 text-center font-sans text-xs leading-4.5 text-ink-soft">{key}</kbd>)}
    </span>
  );
}

/** A list of keys with what they do. */
export function KeyHints({ keys }: { keys: readonly { keys: string; does: string }[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
      {keys.map((hint) => (
        <div key={hint.keys} className="contents">
          <dt><Keys>{hint.keys}</Keys></dt>
          <dd>{hint.does}</dd>
        </div>
      ))}
    </dl>
  );
}
