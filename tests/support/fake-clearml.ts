import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Record { id: string; name: string }

/** ClearML's API below /api and its file server below /files, as the stand-in of the test host answers them. */
export class FakeClearml {
  readonly project: Record[] = [];
  readonly task: Record[] = [];
  readonly files = new Map<string, Buffer>();
  readonly log: { task: string; msg: string }[] = [];
  /** What was asked for, such as "tasks.create" and "POST file". */
  readonly asked: string[] = [];
  /** Looked at first: an answer of its own to such a question. `lost`: it is done, and the connection cut before the answer. */
  answers: { [question: string]: { status: number; body: string } | 'lost' } = {};
  private readonly token = randomBytes(20).toString('hex');
  private readonly server = createServer((request, response) => void this.handle(request, response));

  constructor(private readonly password: string) {}

  /** Its address. */
  async listen(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(() => done()));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const [, room, name = ''] = /^\/(api|files)\/(.*)$/.exec(request.url ?? '') ?? [];
    const question = room === 'api' ? name : `${request.method ?? ''} file`;
    this.asked.push(question);
    const own = this.answers[question];
    if (own !== undefined && own !== 'lost') return void response.writeHead(own.status).end(own.body);
    if (room === 'files') this.file(request, response, name, body);
    else {
      const basic = `Basic ${Buffer.from(`support:${this.password}`).toString('base64')}`;
      const isAllowed = request.headers.authorization === (name === 'auth.login' ? basic : `Bearer ${this.token}`);
      const data = isAllowed ? this.data(name, JSON.parse(body.toString()) as { [key: string]: string }) : null;
      if (own === 'lost') return void response.destroy();
      const code = !isAllowed ? 401 : data === null ? 400 : 200;
      // The envelope has an id, too, on whichever side of the data.
      response.writeHead(code).end(JSON.stringify({ data: data ?? {}, meta: { id: 'envelope', result_code: code, result_msg: isAllowed ? 'OK' : 'Unauthorized (invalid credentials)' } }));
    }
  }

  private data(name: string, body: { [key: string]: string }): object | null {
    const [kind = '', act] = name.split('.');
    if (name === 'auth.login') return { token: this.token };
    if (name === 'tasks.started') return { updated: 1 };
    if (name === 'events.add') return { added: this.log.push({ task: body.task ?? '', msg: body.msg ?? '' }), errors: 0 };
    // As Elasticsearch before its refresh: not at the first asking.
    if (name === 'events.get_task_log') return { events: this.asked.filter((asked) => asked === name).length > 1 ? this.log.filter(({ task }) => task === body.task) : [] };
    const records = kind === 'projects' ? this.project : this.task;
    if (act === 'get_all') return { [kind]: records.filter((record) => record.name === body.name) };
    if (act === 'create') {
      const id = randomBytes(16).toString('hex');
      records.push({ id, name: body.name ?? '' });
      return { id };
    }
    const at = records.findIndex(({ id }) => id === (body.task ?? body.project));
    return at === -1 ? null : { deleted: records.splice(at, 1).length };
  }

  private file(request: IncomingMessage, response: ServerResponse, name: string, body: Buffer): void {
    if (request.headers.authorization !== `Bearer ${this.token}`) return void response.writeHead(401).end();
    if (request.method === 'POST') {
      const head = body.indexOf('\r\n\r\n');
      const field = / name="([^"]+)"/.exec(body.subarray(0, head).toString())?.[1] ?? '';
      this.files.set(field, body.subarray(head + 4, body.lastIndexOf('\r\n--')));
      return void response.end(JSON.stringify([field]));
    }
    const file = this.files.get(name);
    if (file === undefined) return void response.writeHead(404).end('File not found');
    if (request.method === 'DELETE') this.files.delete(name);
    response.end(request.method === 'DELETE' ? '' : file);
  }
}
