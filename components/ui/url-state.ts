'use client';
import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';

type UrlState = Readonly<Record<string, string>>;

/**
 * What a table or a filter shows, kept in the URL: it survives a reload and can be sent to a colleague.
 * It only ever changes what is seen, never what is done (T-CSRF-1).
 */
export function useUrlState(prefix = ''): [UrlState, (changes: Record<string, string>) => void] {
  const parameters = useSearchParams();
  const path = usePathname();
  const state = useMemo(() => {
    const entries = [...parameters.entries()].filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value.slice(0, 200)]);
    return Object.fromEntries(entries) as UrlState;
  }, [parameters, prefix]);
  const change = useCallback(
    (changes: Record<string, string>) => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === '') next.delete(prefix + name);
        else next.set(prefix + name, value);
      }
      const query = next.toString();
      window.history.replaceState(null, '', query ? `${path}?${query}` : path);
    },
    [path, prefix],
  );
  return [state, change];
}
