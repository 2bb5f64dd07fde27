import * as z from 'zod';
import { serverName } from './fields';

/** A server on the public page, under the name that was chosen for it. One that is not listed is not shown. */
const publicServer = z.object({ server: serverName, title: z.string().trim().min(1, 'Enter the name that researchers know it by.').max(60) });

/** What of this console is open without a sign-in: a page for researchers, and figures for Prometheus. What is left out stays as it is. */
export const openInput = z.object({
  page: z.object({ isOn: z.boolean(), title: z.string().trim().min(1, 'Enter a heading.').max(80), servers: z.array(publicServer).max(500) }).optional(),
  metrics: z.object({ isOn: z.boolean() }).optional(),
  /** Makes another address or token: the one before answers no more. */
  renew: z.enum(['page', 'metrics']).nullable().default(null),
});
export type OpenInput = z.input<typeof openInput>;

export const openView = z.object({
  page: z.object({ isOn: z.boolean(), title: z.string(), servers: z.array(publicServer), hasAddress: z.boolean() }),
  metrics: z.object({ isOn: z.boolean(), hasToken: z.boolean() }),
  /** What the call just made, said this once: the console keeps only its hash. */
  made: z.object({ address: z.string().nullable(), token: z.string().nullable() }),
});
export type OpenView = z.infer<typeof openView>;
