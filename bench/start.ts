/** What an operator feels first: how long `npm start` takes, what a page weighs at first load, and what an idle console holds in memory. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { coldStart } from './cold-start';
import { Console } from '../tests/support/console';
import { against, keep, median } from './results';

const runs = 5;
const limits = { coldStartMilliseconds: 180_000, warmStartMilliseconds: 3000, firstLoadGzipBytes: 300_000, residentBytes: 300e6 };
const pages = ['/sign-in', '/', '/servers/new', '/activity', '/settings'];

async function signIn(console_: Console): Promise<string> {
  const answer = await fetch(`${console_.url}/api/v1/session.setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: console_.url },
    body: JSON.stringify({ token: console_.token, name: 'bench', password: 'a long bench password' }),
  });
  if (!answer.ok) throw new Error(`set-up answered ${answer.status}`);
  return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
}

/** Sum of the gzipped scripts that the page's HTML names. */
async function firstLoad(console_: Console, page: string, cookie: string): Promise<number> {
  const html = await (await fetch(`${console_.url}${page}`, { headers: { cookie } })).text();
  const scripts = new Set(Array.from(html.matchAll(/src="(\/_next\/static\/[^"]+\.js)[^"]*"/g), (match) => match[1]));
  let bytes = 0;
  for (const script of scripts) bytes += gzipSync(Buffer.from(await (await fetch(`${console_.url}${script}`)).arrayBuffer())).length;
  return bytes;
}

const first = await Console.start(); // builds when it must: not counted
const cookie = await signIn(first);
const weights: Record<string, ReturnType<typeof against>> = {};
for (const page of pages) weights[page] = against(await firstLoad(first, page, cookie), limits.firstLoadGzipBytes);
keep('firstLoadJavaScript', { unit: 'bytes, gzip', pages: weights });
const resident = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${first.pid}/status`, 'utf8'))?.[1] ?? Number.NaN) * 1024;
keep('resident', { ...against(resident, limits.residentBytes), unit: 'bytes' });

const starts: number[] = [];
for (let run = 0; run < runs; run++) {
  await first.kill('SIGTERM');
  const before = performance.now();
  await first.boot();
  starts.push(performance.now() - before);
}
await first.stop();
keep('warmStart', { ...against(median(starts), limits.warmStartMilliseconds), unit: 'ms', runs: starts.map(Math.round) });
keep('coldStart', { ...against(await coldStart(), limits.coldStartMilliseconds), unit: 'ms, a fresh clone with an empty HOME' });
