'use client';
import { useQuery, type QueryClient } from '@tanstack/react-query';
import type { ConnectionTest } from '@/lib/contract/server';

const keyOf = (server: string) => ['last test of the connection', server] as const;

/** How the last test of a server's connection ended, while this tab is open; the console keeps only what a test confirmed. */
export function useLastTest(server: string): ConnectionTest | null {
  return useQuery<ConnectionTest | null>({ queryKey: keyOf(server), queryFn: () => null, enabled: false, gcTime: Infinity }).data ?? null;
}

/** `null`: the profile was changed, so that the last test says nothing any more. */
export function setLastTest(client: QueryClient, server: string, test: ConnectionTest | null): void {
  client.setQueryData(keyOf(server), test);
}

const askedKey = (server: string) => ['test of the connection was asked for', server] as const;

/** The operator asked for a test by what was just pressed: the page that comes next begins it. A link or a reload never does (T-CSRF-1). */
export function askForTest(client: QueryClient, server: string): void {
  client.setQueryData(askedKey(server), true);
}

/** Whether a test was asked for; asked once, it is taken. */
export function takeAskedTest(client: QueryClient, server: string): boolean {
  const asked = client.getQueryData(askedKey(server)) === true;
  client.setQueryData(askedKey(server), false);
  return asked;
}
