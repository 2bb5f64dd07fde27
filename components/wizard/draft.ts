'use client';
import { useCallback, useEffect, useRef } from 'react';

/** Keeps unsaved text over a reload, in this tab only. The caller leaves secrets out. */
export function readDraft<T>(key: string): T | null {
  try {
    const text = sessionStorage.getItem(`groundcrew.draft.${key}`);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null; // storage is off, or the draft is of an older version
  }
}

export function writeDraft(key: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(`groundcrew.draft.${key}`);
    else sessionStorage.setItem(`groundcrew.draft.${key}`, JSON.stringify(value));
  } catch {
    // storage is full or off: the draft then lives as long as the page
  }
}

/** Asks before the tab is closed or reloaded while something is unsaved. */
export function useDirtyGuard(dirty: boolean): void {
  const current = useRef(dirty);
  useEffect(() => {
    current.current = dirty;
  }, [dirty]);
  const ask = useCallback((event: BeforeUnloadEvent) => {
    if (current.current) event.preventDefault();
  }, []);
  useEffect(() => {
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [ask]);
}
