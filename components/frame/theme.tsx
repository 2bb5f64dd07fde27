'use client';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';

/** Follows the system unless it was set; a script with the nonce sets it before the first paint. */
export function Theme({ nonce, children }: { nonce: string; children: ReactNode }) {
  return (
    <ThemeProvider attribute="data-theme" defaultTheme="system" enableSystem enableColorScheme={false} storageKey="groundcrew-theme" nonce={nonce}>
      {children}
    </ThemeProvider>
  );
}
