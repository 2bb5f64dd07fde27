'use client';
import { useEffect, useRef } from 'react';

/** The keys of every page. Single characters stay quiet while somebody types. */
export function useKeys(does: { palette: () => void; keys: () => void }): void {
  const latest = useRef(does);
  useEffect(() => {
    latest.current = does;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        latest.current.palette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      if (event.key === '?') latest.current.keys();
      else if (event.key === '/') {
        const search = document.querySelector<HTMLInputElement>('main [data-search]');
        if (search) search.focus();
        else latest.current.palette();
      } else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('input:not([type=checkbox],[type=radio]), textarea, select, [role=dialog]') !== null);
}
