import * as z from 'zod';
import { id, serverName } from './fields';
import type { Checkup } from './finding';
import type { Health } from './health';
import type { Line, Run } from './run';
import type { Server } from './server';

/** A room that a page may watch; permission is checked at the join. */
export const topic = z.discriminatedUnion('kind', [
  /** Lines after `after`, then live, under one cursor; also the run itself. */
  z.object({ kind: z.literal('run'), run: id, after: z.number().int().min(0) }),
  /** Checkups and the server's own state. */
  z.object({ kind: z.literal('server'), server: serverName }),
  /** State of all servers and running work, for the frame. */
  z.object({ kind: z.literal('fleet') }),
]);
export type Topic = z.infer<typeof topic>;

/** Browser → console. `watch` and `unwatch` answer {ok:true} or {ok:false, message}. Both need a signed-in admin. */
export const clientEvents = { watch: { policy: 'admin', input: topic }, unwatch: { policy: 'admin', input: topic } } as const;

export type Acknowledgement = { ok: true } | { ok: false; message: string };
export interface ClientToServer {
  watch: (topic: unknown, acknowledge: (answer: Acknowledgement) => void) => void;
  unwatch: (topic: unknown, acknowledge: (answer: Acknowledgement) => void) => void;
}
/** Console → browser. */
export interface ServerToClient {
  lines: (batch: { run: string; lines: Line[]; lastSeq: number }) => void;
  run: (run: Run) => void;
  checkup: (update: { server: string; checkup: Checkup }) => void;
  server: (server: Server) => void;
  /** The whole health of one server, to the pages that watch it; at most one a second. */
  health: (health: Health) => void;
}
export { socketPath } from './socket-path';
