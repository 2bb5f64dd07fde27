import type { Alert } from '@/lib/contract/alert';
import type { Delivery } from '@/lib/contract/channel';
import type { Health, HealthBrief, Watched } from '@/lib/contract/health';
import type { Probe } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
import type { AlertRecord } from '@/lib/store/repositories/alerts';
import type { ServerRecord } from '@/lib/store/repositories/servers';

/** What one probe found in one cycle. */
export interface Observed {
  readonly probe: Probe<Inputs>;
  readonly finding: Watched;
}

/** Asks each watched server's probes at their cadence: one loop a server, so that none delays another. */
export interface Watcher {
  /** Goes on with every watched server; called at boot. */
  start(): Promise<void>;
  /** Begins, ends or begins anew with one server, after its watch settings, profile, materials or state changed. */
  refresh(serverId: string): Promise<void>;
  /** Ends with a server that leads to another machine from now on, or is about to be removed, and removes what was kept of it. */
  forget(serverId: string): Promise<void>;
  /** Asks now; resolves when the answers are in. `only`: these probes. */
  askNow(serverId: string, only?: readonly string[]): Promise<void>;
  /** Of a server that is not watched, too. */
  health(serverId: string): Promise<Health>;
  /** The figures that are measured now, with the milliseconds between two values. */
  cadences(serverId: string): Promise<readonly { readonly id: string; readonly every: number }[]>;
  /** null: not watched. */
  brief(serverId: string): HealthBrief | null;
  /** Whether what a check found last is an answer that still holds. Of a server that is not watched nothing newer is known: true. */
  isAnswered(serverId: string, check: string): boolean;
  stop(): Promise<void>;
}

/** Folds what the probes found into alerts, and has them told. */
export interface Alerts {
  /** After each cycle of a server; `at` in milliseconds. Never rejects because a channel fails. */
  observe(server: ServerRecord, observed: readonly Observed[], at: number): Promise<void>;
  /** Pending and firing ones. */
  open(serverId: string): Promise<Alert[]>;
  /** Changes what a person may change of one, between two cycles. Throws GroundcrewError `not_found`. */
  change(id: string, edit: (record: AlertRecord) => Partial<AlertRecord>): Promise<Alert>;
  /** The server is no longer watched: what is open ends, and those who were told of it hear that. */
  forget(serverId: string): Promise<void>;
  /** When the last cycle of any server came in, in milliseconds; null: none since this console started. */
  observedAt(): number | null;
  /** Since when what was found of a server could not be folded and stored, cycle for cycle, in milliseconds; null: it can. */
  failingSince(): number | null;
}

/** The queue of messages: stored first, then sent, with retry; goes on after a restart. */
export interface Teller {
  start(): Promise<void>;
  /** Something was queued: it is looked at now. */
  wake(): void;
  /** Sends a test message now, past the queue. */
  test(channelId: string): Promise<Delivery>;
  /** The last dead-man's ping since this console started. */
  lastPing(): { readonly at: number; readonly isTaken: boolean; readonly answer: string } | null;
  stop(): Promise<void>;
}
