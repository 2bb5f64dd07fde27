import * as z from 'zod';
import { hostAddress } from '@/lib/contract/fields';
import type { ProxyPlace } from '@/lib/contract/proxy';
import { access } from '@/lib/contract/settings';
import type { Inputs } from '../inputs';

/** What a proxy's configuration is made from. Every text was judged by the schema of the settings, so none can end a line or a quotation. */
export interface ProxySource {
  /** Name to the address and port that it is forwarded to, in the guide's order. */
  readonly routes: readonly { readonly id: 'api' | 'app' | 'files'; readonly name: string; readonly to: string }[];
  /** Certificates come from an authority of one's own, not by ACME. */
  readonly isPrivate: boolean;
}

const source = z.object({ access, address: hostAddress, ports: z.object({ web: z.int(), api: z.int(), files: z.int() }) });

/**
 * The three names and where they lead (guide, Working with TLS / HTTPS). Judged again, whatever the database holds; null: ClearML is reached over plain HTTP.
 * @throws ZodError for names that the settings would not have let in
 */
export function proxySource({ settings, server, layout }: Inputs, place: ProxyPlace): ProxySource | null {
  const known = source.parse({ access: settings.access, address: server.address, ports: layout.ports });
  if (known.access.kind === 'http') return null;
  const bare = known.address.replace(/^\[|\]$/g, '');
  const host = place === 'server' ? '127.0.0.1' : bare.includes(':') ? `[${bare}]` : bare;
  const { api, app, files } = known.access;
  const { ports } = known;
  return {
    routes: [{ id: 'api', name: api, to: `${host}:${ports.api}` }, { id: 'app', name: app, to: `${host}:${ports.web}` }, { id: 'files', name: files, to: `${host}:${ports.files}` }],
    isPrivate: settings.privateCa !== '',
  };
}
