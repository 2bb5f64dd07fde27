import * as z from 'zod';
import { serverName } from './fields';

/** Where the proxy that ends TLS runs, and from which address it comes when that is another machine. */
export const securityFilesInput = z.object({
  server: serverName,
  place: z.enum(['server', 'elsewhere']).default('server'),
  /** Empty: not known. */
  proxyAddress: z.string().trim().pipe(z.union([z.ipv4(), z.ipv6(), z.literal('')], { error: 'Enter the IP address from which the proxy comes, such as 192.0.2.7.' })).default(''),
});
export type ProxyPlace = z.infer<typeof securityFilesInput>['place'];

/** A text to be put into a file of the operator's, and the commands that make it hold. */
const readyFile = z.object({ path: z.string(), text: z.string() });

export const readyProxy = z.object({
  id: z.enum(['nginx', 'caddy', 'traefik']),
  title: z.string(),
  /** What it does by itself, and what must be filled in. */
  note: z.string(),
  files: z.array(readyFile),
  /** To be run on the proxy's machine as root, in order. */
  commands: z.array(z.string()),
});
export type ReadyProxy = z.infer<typeof readyProxy>;

export const securityFiles = z.object({
  /** The answer in a sentence: how ClearML is reached. */
  sentence: z.string(),
  /** The three names; null: ClearML is reached over plain HTTP, and there is nothing to configure. */
  names: z.object({ app: z.string(), api: z.string(), files: z.string() }).nullable(),
  proxies: z.array(readyProxy),
  firewall: z.object({
    /** Ports that it closes, as far as the supplied files tell; empty: none. */
    ports: z.array(z.number()),
    /** What it does, and what it does not. */
    note: z.string(),
    file: readyFile.nullable(),
    commands: z.array(z.string()),
    undo: z.array(z.string()),
  }),
});
export type SecurityFiles = z.infer<typeof securityFiles>;
