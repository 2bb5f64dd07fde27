'use client';
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button';
import { IconButton } from './icon-button';

/** Copies a text and says so. Where the browser forbids the clipboard (plain http), it marks nothing and says why. */
export function CopyButton({ text, label = 'Copy', words, className }: { text: string | (() => string); label?: string; /** A visible word beside the icon. */ words?: string; className?: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    const value = typeof text === 'string' ? text : text();
    copyText(value).then(() => setState('copied'), () => setState('refused'));
  };
  const now = state === 'copied' ? 'Copied' : state === 'refused' ? 'The browser refused; select it by hand' : undefined;
  return (
    <>
      {words ? (
        <Button size="small" icon={state === 'copied' ? Check : Copy} onClick={copy} {...(className ? { className } : {})}>{now ?? words}</Button>
      ) : (
        <IconButton size="small" icon={state === 'copied' ? Check : Copy} label={now ?? label} onClick={copy} {...(className ? { className } : {})} />
      )}
      <span role="status" className="sr-only">{now}</span>
    </>
  );
}

/** The clipboard's own interface exists only on https and the loopback; elsewhere the old command still works. */
async function copyText(text: string): Promise<void> {
  const clipboard = (navigator as { clipboard?: Clipboard }).clipboard;
  if (clipboard) return clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (!done) throw new Error('copy was refused');
}
