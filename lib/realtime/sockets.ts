import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { socketPath, type ClientToServer, type ServerToClient } from '@/lib/contract/socket';
import { createClientAddress } from '@/lib/services/http/client-address';
import { onSessionEnd } from '@/lib/services/http/session-end';
import type { Services } from '@/lib/services/types';
import { serveTopics } from './watch';

export interface Sockets {
  close(): Promise<void>;
}

/** Whether an upgrade is ours; with the slash, so that "/wsx" is not. */
export function isSocketPath(request: IncomingMessage): boolean {
  return request.url?.startsWith(socketPath) ?? false;
}

/** socket.io on `http`: websocket only, exact Origin, the session cookie of the handshake, kicked out when the session ends. */
export function openSockets(http: HttpServer, services: Services): Sockets {
  const { environment } = services.resources;
  const io = new Server<ClientToServer, ServerToClient, Record<string, never>, { session: string }>(http, {
    path: socketPath,
    addTrailingSlash: false,
    serveClient: false,
    destroyUpgrade: false,
    transports: ['websocket'],
    maxHttpBufferSize: 64 * 1024, // a topic is small; what the browser sends is never more
    allowRequest: (request, allow) => allow(null, request.headers.origin === environment.origin && request.headers.host === new URL(environment.origin).host),
  });
  const addressOf = createClientAddress(environment.trustedProxies);
  const contextOf = (request: IncomingMessage) => services.context({ cookie: request.headers.cookie ?? null, address: addressOf(request) });
  io.use((socket, next) => {
    contextOf(socket.request).then((context) => {
      if (!context.actor || !context.sessionId) return next(new Error('unauthorized'));
      socket.data.session = context.sessionId;
      next();
    }, () => next(new Error('unavailable')));
  });
  io.on('connection', (socket) => {
    socket.on('disconnect', onSessionEnd(services.resources, { session: socket.data.session, cookie: socket.request.headers.cookie ?? '' }, () => socket.disconnect(true)));
    serveTopics(socket, services, () => contextOf(socket.request));
  });
  return { close: () => io.close() };
}
