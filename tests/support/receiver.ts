import { createServer, type IncomingHttpHeaders } from 'node:http';
import { listen } from './listen';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly status: number | 'hang';
}

/** A real HTTP receiver on the loopback: what came, and what it answers. */
export class Receiver {
  readonly received: Received[] = [];
  /** Status, or "hang" for none at all; by default 200. */
  answer: (received: Omit<Received, 'status'>) => number | 'hang' = () => 200;
  text = 'ok';
  url = '';

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    const port = await listen(createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        const received = { method: incoming.method ?? '', path: incoming.url ?? '', headers: incoming.headers, body: Buffer.concat(chunks).toString() };
        const status = receiver.answer(received);
        receiver.received.push({ ...received, status });
        if (status !== 'hang') outgoing.writeHead(status).end(receiver.text);
      });
    }));
    receiver.url = `http://127.0.0.1:${port}`;
    return receiver;
  }

  get bodies(): Record<string, unknown>[] {
    return this.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  }
}
