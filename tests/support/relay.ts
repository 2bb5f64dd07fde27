import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A TCP relay on the loopback that can delay what passes, cut connections in the middle, and swallow everything. */
export class Relay {
  readonly #sockets = new Set<Socket>();
  /** Milliseconds by which each chunk from the server is late. */
  delay = 0;
  /** Bytes from the server until the next cut; Infinity: no cut. */
  cutAfter = Number.POSITIVE_INFINITY;
  /** The same for bytes to the server. */
  cutAfterSent = Number.POSITIVE_INFINITY;
  /** Nothing passes any more, but nothing is closed: a cable pulled out. */
  isDead = false;
  cuts = 0;

  private constructor(readonly server: Server, readonly port: number) {}

  static async to(host: string, port: number): Promise<Relay> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const relay = new Relay(server, (server.address() as AddressInfo).port);
    server.on('connection', (client) => relay.#pass(client, connect({ host, port })));
    return relay;
  }

  /** Cuts all connections now. */
  cut(): void {
    this.cuts++;
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #pass(client: Socket, server: Socket): void {
    for (const [from, to] of [[client, server], [server, client]] as const) {
      this.#sockets.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
    client.on('data', (chunk: Buffer) => {
      if (this.isDead) return;
      const passed = chunk.subarray(0, this.cutAfterSent);
      this.cutAfterSent -= passed.length;
      if (this.cutAfterSent > 0) return void server.write(passed);
      this.cutAfterSent = Number.POSITIVE_INFINITY;
      // What has passed arrives, as it would where the cable breaks behind it.
      server.end(passed, () => this.cut());
    });
    server.on('data', (chunk: Buffer) => {
      if (this.isDead) return;
      const passed = chunk.subarray(0, this.cutAfter);
      this.cutAfter -= passed.length;
      const send = () => {
        client.write(passed);
        if (this.cutAfter > 0) return;
        this.cutAfter = Number.POSITIVE_INFINITY;
        client.end(() => this.cut());
      };
      if (this.delay > 0) setTimeout(send, this.delay);
      else send();
    });
  }
}
