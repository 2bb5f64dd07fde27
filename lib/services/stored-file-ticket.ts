import { newId } from '@/lib/core/ids';
import { seconds } from '@/lib/core/units';
import type { Context, Resources } from './types';

/** One file of a backup, as it was found: what a download gives. */
export interface FoundFile {
  readonly serverId: string;
  readonly server: string;
  readonly destination: string;
  readonly set: string;
  readonly path: string;
  readonly snapshot: string;
  readonly bytes: number;
}

/** The page begins the download by itself, at once. */
const longest = seconds(60);
/** Those that were never fetched go when others come. */
const mostKept = 100;

interface Ticket {
  readonly session: string;
  readonly file: FoundFile;
  readonly until: number;
}
/** In memory alone. What stands in the address of a download names nothing, and is worth nothing to another session or a second time. */
const kept = new WeakMap<Resources, Map<string, Ticket>>();
const of = (resources: Resources) => kept.get(resources) ?? kept.set(resources, new Map()).get(resources)!;

/** Lets this session fetch that file once, by the id that is answered. */
export function giveTicket({ resources, sessionId, clock }: Pick<Context, 'resources' | 'sessionId' | 'clock'>, file: FoundFile): string {
  const tickets = of(resources);
  for (const [id, { until }] of tickets) if (clock.now() > until || tickets.size >= mostKept) tickets.delete(id);
  const ticket = newId(resources.random);
  tickets.set(ticket, { session: sessionId ?? '', file, until: clock.now() + longest });
  return ticket;
}

/** The file, once; null: there is no such ticket, it is too old, or another session's. */
export function takeTicket({ resources, sessionId, clock }: Pick<Context, 'resources' | 'sessionId' | 'clock'>, ticket: string): FoundFile | null {
  const found = of(resources).get(ticket);
  if (found === undefined || sessionId === null || found.session !== sessionId) return null;
  of(resources).delete(ticket);
  return clock.now() <= found.until ? found.file : null;
}
