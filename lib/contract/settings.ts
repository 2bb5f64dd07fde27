import * as z from 'zod';
import { hostAddress, secretInput, secretState } from './fields';

/** An https URL, or http where said. */
const url = (message: string) => z.url({ protocol: /^https?$/, error: message }).max(2048);
const registryHost = z
  .string()
  .trim()
  .max(260)
  .regex(/^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?)$/, 'Enter a registry host such as "registry.example.com:5000", without "https://".');
const optionalUrl = url('Enter an address such as "http://proxy.example.com:3128", or leave it empty.').or(z.literal('')).default('');
const dnsName = z.string().trim().toLowerCase().max(253).regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/, 'Enter a full name such as "app.clearml.example.com".');

/** How ClearML is reached: three ports over HTTP, or three names over TLS (guide, Security). */
export const access = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('http'), address: hostAddress }),
  z.object({ kind: z.literal('tls'), app: dnsName, api: dnsName, files: dnsName }),
]);

const plain = {
  access,
  registryHost: registryHost.default('docker.io'),
  registryUser: z.string().trim().max(255).regex(/^[^\s:\p{Cc}]*$/u, 'A registry user has no spaces and no ":".').default(''),
  /** Image for the proof that Docker runs; from a registry that needs no login. */
  helloWorldImage: z.string().trim().max(255).regex(/^[a-z0-9][a-z0-9._/:@-]*$/, 'Enter an image name such as "hello-world".').default('hello-world'),
  aptRepository: url('Enter the address of an apt repository in Docker\'s shape.').default('https://download.docker.com/linux/ubuntu'),
  /** Fingerprint of the repository's key: 40 hex digits. Docker's own is published at docs.docker.com. */
  aptKeyFingerprint: z.string().trim().transform((text) => text.replaceAll(/[\s:]/g, '').toUpperCase()).pipe(z.string().regex(/^[0-9A-F]{40}$/, 'Enter the 40 hex digits of the key\'s fingerprint.')).default('9DC858229FC7DD38854AE2D88D81803C0EBFCD88'),
  aptProxy: optionalUrl,
  dockerHttpProxy: optionalUrl,
  dockerHttpsProxy: optionalUrl,
  dockerNoProxy: z.string().trim().max(2000).regex(/^[A-Za-z0-9.,:/*\-_[\]]*$/, 'Enter names and networks with commas between them.').default(''),
  /** PEM certificates that the containers must trust; empty for none. */
  privateCa: z.string().max(200_000).refine((text) => text === '' || /^-----BEGIN CERTIFICATE-----/m.test(text), 'Paste PEM certificates, beginning with "-----BEGIN CERTIFICATE-----".').default(''),
  /** What to do with a previous installation: moved aside on its own disks, or emptied. */
  previous: z.enum(['keep', 'remove']).default('keep'),
};

/** What is saved; every field may still be missing in a draft. */
export const settingsInput = z.object({ ...plain, supportPassword: secretInput.default({ action: 'keep' }), registryPassword: secretInput.default({ action: 'keep' }) });
export type SettingsInput = z.infer<typeof settingsInput>;
/** What a form holds before parsing. */
export type SettingsForm = z.input<typeof settingsInput>;

export const settings = z.object({ ...plain, supportPassword: secretState, registryPassword: secretState });
export type Settings = z.infer<typeof settings>;

/** The draft of a server's wizard: what was saved, what is missing, and the diff that the settings make to the files. */
export const settingsView = z.object({
  /** Of what is saved; empty: nothing was. Whoever saves over it names it. */
  version: z.string(),
  settings: settings.nullable(),
  /** Proposed values for a form that was never saved. */
  proposed: settings,
  problems: z.record(z.string(), z.string()),
  complete: z.boolean(),
  /** Edits that the settings make to the materials (URLs, image names, private CA). Secrets masked. */
  fileDiffs: z.array(z.object({ path: z.string(), before: z.string().nullable(), after: z.string(), why: z.string() })),
  /** Disks as found on the server; null when it was not asked yet. */
  disks: z.array(z.object({ mount: z.string(), source: z.string(), fileSystem: z.string(), bytes: z.number(), freeBytes: z.number(), role: z.string().nullable() })).nullable(),
});
export type SettingsView = z.infer<typeof settingsView>;
