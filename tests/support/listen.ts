import type { AddressInfo, Server, Socket } from 'node:net';

const open: { server: Server; sockets: Set<Socket> }[] = [];

/** The port of a server that listens on the loopback until `closeAll`; `localhost`, where it is asked by that name, may be ::1. */
export async function listen(server: Server, host: '127.0.0.1' | 'localhost' = '127.0.0.1'): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)));
  open.push({ server, sockets });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

/** For afterEach: closes every server and its connections. */
export function closeAll(): void {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}
