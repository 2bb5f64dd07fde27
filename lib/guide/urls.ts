import type { Inputs } from './inputs';

/** The address of the page that people open. */
export function webUrl({ settings, layout }: Inputs): string {
  const { access } = settings;
  return access.kind === 'tls' ? `https://${access.app}` : `http://${bracketed(access.address)}:${layout.ports.web}`;
}

/** A service's address on the server itself. */
export const localUrl = (port: number, path: string): string => `http://localhost:${port}${path}`;

/** An IPv6 address needs brackets in a URL. */
const bracketed = (address: string): string => (address.includes(':') && !address.startsWith('[') ? `[${address}]` : address);
