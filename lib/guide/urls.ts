import type { Layout } from '@/lib/contract/layout';
import type { Settings } from '@/lib/contract/settings';

interface Reached {
  readonly settings: Pick<Settings, 'access'>;
  readonly layout: Pick<Layout, 'ports'>;
}

/** Where ClearML is reached: TLS names, or ports of one address (guide, Security). */
export function accessUrls({ settings: { access }, layout: { ports } }: Reached): { web: string; api: string; files: string } {
  if (access.kind === 'tls') return { web: `https://${access.app}`, api: `https://${access.api}`, files: `https://${access.files}` };
  const at = (port: number) => `http://${bracketed(access.address)}:${port}`;
  return { web: at(ports.web), api: at(ports.api), files: at(ports.files) };
}

/** The address of the page that people open. */
export const webUrl = (inputs: Reached): string => accessUrls(inputs).web;

/** A service's address on the server itself. */
export const localUrl = (port: number, path: string): string => `http://localhost:${port}${path}`;

/** An IPv6 address needs brackets in a URL. */
const bracketed = (address: string): string => (address.includes(':') && !address.startsWith('[') ? `[${address}]` : address);
