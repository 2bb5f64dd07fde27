/**
 * A process of its own with many SSH servers, each on an address of 127.90.0.0/16, that answer the watcher's questions as servers with
 * ClearML do. Forked by watch-500.ts; notes when each was asked what is asked every 30 s.   Argument: how many
 */
import http from 'node:http';
import ssh2, { type Connection, type ServerChannel } from 'ssh2';
import type { ServerFact } from '@/lib/facts/fact';
import { probes } from '@/lib/guide/index';
import { quote } from '@/lib/shell/quote';
import { question } from '@/lib/ssh/ask';
import { SshServer } from '../tests/support/ssh-server';
import type { Say } from './recorded';
import { simulatedAnswers } from './simulated-answers';
import { addressOf, benchInputs, sshPort } from './simulated-setup';

const count = Number(process.argv[2]);
const hostKey = SshServer.newKey();
const inputs = benchInputs(addressOf(0));
const facts = [...new Map(probes.flatMap((probe) => Object.values(probe.needs(inputs)).flatMap((fact): [string, ServerFact<unknown>][] => (fact.from === 'server' ? [[fact.id, fact]] : [])))).values()];
const says = simulatedAnswers(inputs);
const sayOf = ({ id }: ServerFact<unknown>): Say => says.get(id) ?? [...says].find(([beginning]) => beginning.endsWith(':') && id.startsWith(beginning))?.[1] ?? silent(id);
const known = facts.map((fact) => ({ text: quote(question(fact.command)).slice(1, -1), isQuick: fact.id === 'proc', say: sayOf(fact) }));

/** A question that was added since: its probe stays unknown until it is given an answer. */
function silent(id: string): Say {
  console.error(`bench/simulated-answers.ts has no answer to ${id}`);
  return () => '';
}

/** When each server was asked, in milliseconds. */
const asked: number[][] = Array.from({ length: count }, () => []);
let connections = 0;
/** Then the marker, and after it the questions. */
const opening = "\nprintf %s '32:";
const questions = new Map<string, typeof known>();

/** The questions of one program, in its order: each as the shell's own quotes have it. */
function questionsOf(program: string): typeof known {
  const asked = program.slice(program.indexOf(opening) + opening.length + 32, program.lastIndexOf("' | perl -e '"));
  const before = questions.get(asked);
  if (before) return before;
  const found: typeof known = [];
  for (let rest = asked; rest !== '';) {
    const one = known.find(({ text }) => rest.startsWith(text));
    if (!one) throw new Error(`an unknown question: ${rest.slice(0, 300)}`);
    found.push(one);
    rest = rest.slice(one.text.length);
  }
  if (questions.size < 1000) questions.set(asked, found);
  return found;
}

function shell(server: number, channel: ServerChannel): void {
  let text = '';
  let ready: string | null = null;
  let isReady = false;
  const say = () => {
    isReady = true;
    text = '';
    channel.write(`\n${ready}\n`);
    channel.stderr.write(`\n${ready}\n`);
  };
  channel.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
    if (isReady) return;
    if (ready !== null) return void (text.endsWith('\n') && say()); // sudo's password
    const [, first = '', second] = /run_program '([0-9a-f]{32})'(?: '([0-9a-f]{32})')?\nexit\nfi\n$/.exec(text) ?? [];
    if (first === '') return;
    ready = second ?? first;
    text = '';
    if (second === undefined) say();
    else channel.stderr.write(first);
  });
  // The console may leave in the midst of an answer.
  for (const stream of [channel, channel.stderr]) stream.on('error', () => undefined);
  channel.on('end', () => {
    if (!isReady || !channel.writable) return;
    const marker = text.slice(text.indexOf(opening) + opening.length).slice(0, 32);
    const now = Date.now();
    const list = questionsOf(text);
    if (list.some(({ isQuick }) => isQuick)) asked[server]?.push(now);
    channel.stderr.write(`\n${marker}\n`.repeat(list.length));
    channel.write(list.map(({ say: answer }) => `${answer(now / 1000 + server)}\n${marker} 0\n`).join(''));
    channel.exit(0);
    channel.end();
  });
}

function serve(connection: Connection, server: number): void {
  connections += 1;
  connection.on('error', () => undefined).on('close', () => (connections -= 1));
  connection.on('authentication', (context) => (context.method === 'password' && context.password === SshServer.password ? context.accept() : context.reject(['password'])));
  connection.on('session', (accept) => accept().on('exec', (acceptExec) => shell(server, acceptExec())));
}

const bodies: Readonly<Record<number, string>> = { 8080: '<!doctype html><html></html>', 8008: '{"meta":{"result_code":200},"data":{}}', 8081: 'ok' };
for (let index = 0; index < count; index++) {
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (connection) => serve(connection, index));
  await new Promise<void>((resolve) => server.listen(sshPort, addressOf(index), resolve));
  for (const [port, body] of Object.entries(bodies)) http.createServer((_request, response) => response.end(body)).listen(Number(port), addressOf(index));
}
process.on('message', (message) => {
  if (message === 'begin') for (const times of asked) times.splice(0);
  process.send?.({ connections, asked });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ hostKey });
