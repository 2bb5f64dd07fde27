import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** What was typed without an echo, or the first line of standard input where `--stdin` says so; empty where neither is there. */
export const askSecret = (question: string, fromStdin: boolean): Promise<string> => (fromStdin ? readLine() : process.stdin.isTTY ? askHidden(question) : Promise.resolve(''));

async function readLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}

function askHidden(question: string): Promise<string> {
  const muted = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: muted, terminal: true });
  process.stdout.write(question);
  return new Promise((resolve) => reader.question('', (text) => {
    reader.close();
    process.stdout.write('\n');
    resolve(text);
  }));
}
