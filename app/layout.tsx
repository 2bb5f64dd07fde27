import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { ApiProvider } from '@/components/api/provider';
import { Frame } from '@/components/frame/frame';
import { Theme } from '@/components/frame/theme';
import { frameData } from './admit';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Groundcrew', template: '%s · Groundcrew' },
  description: 'From an empty server to a verified ClearML login, and what was done on the way.',
  referrer: 'no-referrer',
  robots: { index: false, follow: false },
};
export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('content-security-policy')?.match(/'nonce-([^']+)'/)?.[1] ?? '';
  const data = await frameData();
  return (
    <html lang="en" suppressHydrationWarning>
      <body>
        <Theme nonce={nonce}>
          <ApiProvider>
            <Frame data={data}>{children}</Frame>
          </ApiProvider>
        </Theme>
      </body>
    </html>
  );
}
