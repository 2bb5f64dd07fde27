import * as z from 'zod';
import { idPattern } from '@/lib/core/ids';

/** Allow-lists for what is typed (security case T-SH-3). ssh2 needs no shell for any of them; two layers all the same. */
export const serverName = z
  .string()
  .trim()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'Use 1 to 40 lower-case letters, digits and inner hyphens, such as "clearml-1".')
  // The page that adds a server has this address.
  .refine((name) => name !== 'new', 'Choose another name: "new" is a page of this console.');

export const hostAddress = z
  .string()
  .trim()
  .min(1, 'Enter a host name or an IP address.')
  .max(253)
  .regex(/^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[?[0-9A-Fa-f:]{2,45}\]?)$/, 'Enter a host name or an IP address, without "http://", spaces or a port.');

export const port = z.coerce.number('Enter a port number.').int('Enter a whole number.').min(1, 'Ports begin at 1.').max(65535, 'Ports end at 65535.');

export const loginName = z
  .string()
  .trim()
  .min(1, 'Enter the login.')
  .regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/, 'Enter a login name: letters, digits, "_", "." and "-", not beginning with "-".');

export const id = z.string().regex(idPattern, 'Not an identifier of this console.');

/** Times are ISO 8601 in UTC; the page shows them in the operator's zone. */
export const time = z.iso.datetime();

/** A secret on its way in: kept as stored, replaced, or removed. */
export const secretInput = z.discriminatedUnion('action', [
  z.object({ action: z.literal('keep') }),
  z.object({ action: z.literal('set'), value: z.string().max(65536) }),
  z.object({ action: z.literal('clear') }),
]);
export type SecretInput = z.infer<typeof secretInput>;

/** A secret on its way out: only whether there is one. */
export const secretState = z.object({ isSet: z.boolean() });

export const empty = z.object({});

/** How an error reaches the browser. `fields` maps dotted paths to sentences. */
export const errorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    remedy: z.string().optional(),
    reason: z.string().optional(),
    detail: z.string().optional(),
    fields: z.record(z.string(), z.string()).optional(),
  }),
});
export type ErrorBody = z.infer<typeof errorBody>;
