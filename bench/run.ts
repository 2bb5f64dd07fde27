/**
 * Measures what an operator feels: how long the first and the second `npm start` take, and what a page weighs at first load.
 * Each figure stands beside its limit and the ratio, in bench/results.json. Nothing is asserted: a reader judges.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { gzipSync } from 'node:zlib';
import { coldStart } from './cold-start';
import { Console } from '../tests/support/console';

const runs = 5;
const limits = { coldStartMilliseconds: 180_000, warmStartMilliseconds: 3000, firstLoadGzipBytes: 300_000, residentBytes: 300e6 };
const pages = ['/sign-in', '/', '/servers/new', '/activity', '/settings'];

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const against = (value: number, limit: number) => ({ value: Math.round(value), limit, ratio: Number((value / limit).toFixed(3)) });

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
const resident = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${first.pid}/status`, 'utf8'))?.[1] ?? Number.NaN) * 1024;

const starts: number[] = [];
for (let run = 0; run < runs; run++) {
  await first.kill('SIGTERM');
  const before = performance.now();
  await first.boot();
  starts.push(performance.now() - before);
}
await first.stop();

const cold = await coldStart();

const results = {
  measuredAt: new Date().toISOString(),
  machine: { node: process.version, cpus: cpus().length },
  coldStart: { ...against(cold, limits.coldStartMilliseconds), unit: 'ms, a fresh clone with an empty HOME' },
  warmStart: { ...against(median(starts), limits.warmStartMilliseconds), unit: 'ms', runs: starts.map(Math.round) },
  firstLoadJavaScript: { unit: 'bytes, gzip', pages: weights },
  resident: { ...against(resident, limits.residentBytes), unit: 'bytes' },
};
mkdirSync('bench', { recursive: true });
writeFileSync('bench/results.json', `${JSON.stringify(results, null, 2)}\n`);
console.log(JSON.stringify(results, null, 2));
