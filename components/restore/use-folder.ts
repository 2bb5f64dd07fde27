'use client';
import { useSearchParams } from 'next/navigation';

/** So many pages back are kept in the address. */
const mostPages = 10;

/** The folder that is looked at, and the names behind which its pages begin: the last one is shown. */
export interface Place {
  readonly folder: string;
  readonly pages: readonly string[];
}

/** Folder and page stand in the address: it can be reloaded and sent, and the browser's Back leads through them. */
export function useFolder(): { place: Place; addressOf: (place: Place) => string; go: (place: Place) => void } {
  const parameters = useSearchParams();
  const addressOf = ({ folder, pages }: Place) => {
    const next = new URLSearchParams(parameters);
    next.delete('folder');
    next.delete('after');
    if (folder !== '/') next.set('folder', folder);
    for (const page of pages.slice(-mostPages)) next.append('after', page);
    return `?${next}`;
  };
  return {
    place: { folder: parameters.get('folder') ?? '/', pages: parameters.getAll('after') },
    addressOf,
    go: (place) => window.history.pushState(null, '', addressOf(place)),
  };
}
