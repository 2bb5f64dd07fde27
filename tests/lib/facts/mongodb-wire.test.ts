import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { encodeMessage } from '@/lib/facts/bson';
import { readScript } from '@/lib/shell/read-script';

const address = `127.${Array.from(crypto.getRandomValues(new Uint8Array(3)), (byte) => 1 + (byte % 250)).join('.')}`;
let server: Server | undefined;
afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(null))));

/** What the program makes of something at MongoDB's port that answers each question by these bytes. */
async function told(answer: Buffer): Promise<{ code: number | null; said: string }> {
  server = createServer((socket) => socket.on('error', () => undefined).on('data', () => socket.end(answer)));
  await new Promise<void>((resolve) => server!.listen(27_017, address, resolve));
  const program = ['facts/mongodb-wire.py', 'facts/mongodb-collections.py'].map(readScript).join('\n');
  const child = spawn('python3', ['-I', '-S', '-c', program, address]);
  let said = '';
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}
const message = (document: Record<string, number | string>) => Buffer.from(encodeMessage(document), 'base64');
const spoilt = (at: number, value: number) => { const bytes = message({ ok: 1, text: 'x' }); bytes.writeInt32LE(value, at); return bytes; };

it.each<[string, Buffer, string]>([
  ['nothing', Buffer.alloc(0), 'it closed the connection'],
  ['another protocol', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), 'its answer is of another kind'],
  ['half an answer', message({ ok: 1, text: 'x' }).subarray(0, 30), 'it closed the connection'],
  ['a length without end', spoilt(0, 0x7fffffff), 'its answer is of another kind'],
  ['a text that is longer than all', spoilt(41, 0x7fffffff), 'could not be asked'],
  ['a text that leads back', spoilt(41, -40), 'could not be asked'],
  ['a refusal with signs of a terminal', message({ ok: 0, errmsg: 'no \u001b]0;x\u0007 login' }), 'no ?]0;x? login'],
  ['no list of databases', message({ ok: 1 }), 'KeyError'],
])('is told that MongoDB could not be asked by %s', async (_what, answer, sentence) => {
  const { code, said } = await told(answer);
  expect([code, said]).toEqual([2, expect.stringContaining(sentence)]);
  expect(said).toMatch(/^MongoDB could not be asked: [^\n]*\.\n$/);
});
