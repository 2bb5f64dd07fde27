import type { Socket } from 'socket.io-client';
import type { Acknowledgement, ClientToServer, ServerToClient, Topic } from '@/lib/contract/socket';
import { socketPath } from '@/lib/contract/socket-path';
import { leaveForSignIn } from './sign-in-address';

/** live: events arrive · connecting: not yet · polling: no websocket, pages ask every 2 s */
export type Connection = 'connecting' | 'live' | 'polling';

export interface Watcher {
  /** Asked at each join, so that a run's `after` is the last seq that the page holds. */
  topic: () => Topic;
  on: Partial<ServerToClient>;
  onConnection: (connection: Connection) => void;
}
type LiveSocket = Socket<ServerToClient, ClientToServer>;

const watchers = new Set<Watcher>();
let connection: Connection = 'connecting';
let socket: Promise<LiveSocket> | undefined;

/** Starts watching; the returned function stops it. The socket is opened by the first watcher. */
export function watch(watcher: Watcher): () => void {
  watchers.add(watcher);
  watcher.onConnection(connection);
  socket ??= open();
  void socket.then((live) => {
    if (live.connected && watchers.has(watcher)) join(live, watcher);
  });
  return () => {
    watchers.delete(watcher);
    void socket?.then((live) => leave(live, watcher));
  };
}

/** After a changed password the session is another one: connect again with its cookie. */
export async function reconnect(): Promise<void> {
  const live = await socket;
  live?.disconnect().connect();
}

async function open(): Promise<LiveSocket> {
  const { io } = await import('socket.io-client');
  const live: LiveSocket = io({ path: socketPath, transports: ['websocket'], timeout: 4000, reconnectionDelay: 500, reconnectionDelayMax: 2000 });
  live.on('connect', () => {
    settle('live');
    for (const watcher of watchers) join(live, watcher);
  });
  live.on('disconnect', (reason) => {
    settle('polling');
    // The console ended the session's sockets. If the session is really over, the next question answers 401.
    if (reason === 'io server disconnect') live.connect();
  });
  live.on('connect_error', (error) => {
    settle('polling');
    if (error.message === 'unauthorized') leaveForSignIn();
  });
  live.on('lines', (batch) => tell((on) => on.lines?.(batch)));
  live.on('run', (run) => tell((on) => on.run?.(run)));
  live.on('checkup', (update) => tell((on) => on.checkup?.(update)));
  live.on('server', (server) => tell((on) => on.server?.(server)));
  live.on('health', (health) => tell((on) => on.health?.(health)));
  return live;
}

function tell(say: (on: Partial<ServerToClient>) => void): void {
  for (const watcher of watchers) say(watcher.on);
}

function settle(next: Connection): void {
  connection = next;
  for (const watcher of watchers) watcher.onConnection(next);
}

function join(live: LiveSocket, watcher: Watcher): void {
  live.emit('watch', watcher.topic(), (answer: Acknowledgement) => {
    if (!answer.ok) watcher.onConnection('polling');
  });
}

function leave(live: LiveSocket, watcher: Watcher): void {
  const topic = watcher.topic();
  const stillWatched = [...watchers].some((other) => roomOf(other.topic()) === roomOf(topic));
  if (live.connected && !stillWatched) live.emit('unwatch', topic, () => undefined);
}

function roomOf(topic: Topic): string {
  return topic.kind === 'fleet' ? 'fleet' : topic.kind === 'run' ? `run:${topic.run}` : `server:${topic.server}`;
}
