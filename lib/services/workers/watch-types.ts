import type { Alert } from '@/lib/contract/alert';
import type { Delivery } from '@/lib/contract/channel';
import type { Health, HealthBrief, Watched } from '@/lib/contract/health';
import type { Probe } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';
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
  /** Asks now; resolves when the answers are in. `only`: these probes. */
  askNow(serverId: string, only?: readonly string[]): Promise<void>;
  health(serverId: string): Promise<Health>;
  /** null: not watched. */
  brief(serverId: string): Promise<HealthBrief | null>;
  stop(): Promise<void>;
}

/** Folds what the probes found into alerts, and has them told. */
export interface Alerts {
  /** After each cycle of a server; `at` in milliseconds. Never rejects because a channel fails. */
  observe(server: ServerRecord, observed: readonly Observed[], at: number): Promise<void>;
  /** Pending and firing ones. */
  open(serverId: string): Promise<Alert[]>;
}

export type Telling = 'fire' | 'worse' | 'reminder' | 'resolve';

/** The queue of messages: stored first, then sent, with retry; goes on after a restart. */
export interface Teller {
  start(): Promise<void>;
  /** Queues a message for each channel that wants it. `also`: alerts that this one explains. */
  tell(kind: Telling, alert: Alert, also: readonly Alert[]): Promise<void>;
  /** Sends a test message now, past the queue. */
  test(channelId: string): Promise<Delivery>;
  stop(): Promise<void>;
}
