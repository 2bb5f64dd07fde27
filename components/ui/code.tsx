import { cn } from './class-names';
import { CopyButton } from './copy-button';

/** A name or value that a machine reads, in a sentence. */
export const Code = ({ children, className }: { children: string; className?: string }) => <code className={cn('rounded-sm bg-sunken px-1 py-px font-mono text-[0.92em] wrap-anywhere', className)}>{children}</code>;

interface Props {
  text: string;
  /** Read out for the whole, such as "Command". */
  label?: string;
  /** `#` for root, `$` for the login; not copied. */
  prompt?: '#' | '$';
  wrap?: boolean;
  className?: string;
  copy?: boolean;
}

/** A command or a text in full, inert, to be read and copied. Hidden and bidi characters are made visible. */
export function CommandText({ text, label = 'Command', prompt, wrap = true, className, copy = true }: Props) {
  return (
    <div className={cn('group/code relative rounded-md bg-sunken', className)}>
      <pre role="group" aria-label={label} tabIndex={0} className={cn('focus-inside max-h-96 overflow-auto py-2 pr-10 pl-3 font-mono text-sm', wrap ? 'break-words whitespace-pre-wrap' : 'whitespace-pre')}>
        {prompt && <span aria-hidden className="text-ink-faint select-none">{prompt} </span>}
        <code>{showHidden(text)}</code>
      </pre>
      {copy && <CopyButton text={text} label={`Copy: ${label.toLowerCase()}`} className="absolute top-1 right-1 bg-sunken" />}
    </div>
  );
}

/** Bidi controls, zero-width characters and other controls as their code point: what is read is what is there (T-XSS-1). */
export function showHidden(text: string): string {
  return text.replaceAll(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, (character) => (character === '\n' || character === '\t' ? character : `‹U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}›`));
}
