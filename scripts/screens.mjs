// Pictures of every page of a console that runs, at two widths, light and dark, each checked by axe.
//   node scripts/screens.mjs --url http://127.0.0.1:3000 --server clearml-1 --name admin --password-file <file>
//   --only sign-in,runs   --out docs/screens   --cookie name=value instead of signing in   --no-axe
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { fileName, pages, themes, widths } from './screens/pages.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:3000' },
    out: { type: 'string', default: 'docs/screens' },
    server: { type: 'string', default: 'clearml-1' },
    run: { type: 'string' },
    name: { type: 'string' },
    'password-file': { type: 'string' },
    cookie: { type: 'string' },
    only: { type: 'string' },
    widths: { type: 'string', default: widths.join(',') },
    themes: { type: 'string', default: themes.join(',') },
    'no-axe': { type: 'boolean', default: false },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
  },
});
const only = options.only?.split(',');
const browser = await chromium.launch({
  executablePath: options.chromium,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const axe = await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
let violations = 0;

try {
  await mkdir(options.out, { recursive: true });
  const cookies = await admitted();
  const run = options.run ?? (await newestRun(cookies));
  for (const { page: name, path: address, as = 'admin', prepare } of pages) {
    if (only ? !only.includes(name) : as === 'first') continue; // "first" needs a console without an admin: ask for it by --only
    const target = address.replace(':server', options.server).replace(':run', run ?? 'none');
    for (const width of options.widths.split(',').map(Number)) {
      for (const theme of options.themes.split(',')) await take({ name, target, as, prepare, width, theme, cookies });
    }
  }
} finally {
  await browser.close();
}
if (violations > 0) {
  console.error(`axe found ${violations} violations.`);
  process.exitCode = 1;
}

async function take({ name, target, as, prepare, width, theme, cookies }) {
  const context = await browser.newContext({ viewport: { width, height: width < 600 ? 844 : 900 }, colorScheme: theme, reducedMotion: 'reduce', timezoneId: 'Europe/Kyiv' });
  if (as === 'admin') await context.addCookies(cookies);
  const page = await context.newPage();
  const said = [];
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  await page.goto(options.url + target, { waitUntil: 'networkidle' });
  await page.waitForTimeout(400);
  if (prepare) await prepare(page, { width, theme });
  await page.waitForTimeout(400);
  // A dialog covers the viewport; a whole page would be drawn behind it.
  const covered = (await page.getByRole('dialog').count()) > 0;
  await page.screenshot({ path: path.join(options.out, fileName(name, width, theme)), fullPage: !covered });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (overflow > 0) console.error(`${name} at ${width}: ${overflow} px wider than the screen.`);
  for (const text of said) if (!/status of 404/.test(text)) console.error(`${name} at ${width}, ${theme}: ${text.slice(0, 600)}`);
  if (!options['no-axe']) await check(page, `${name} at ${width}, ${theme}`);
  await context.close();
}

async function check(page, where) {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  for (const { id, help, nodes } of found) {
    violations += 1;
    console.error(`${where}: ${id}: ${help}\n${nodes.slice(0, 3).map(({ html, failureSummary }) => `  ${html.slice(0, 220)}\n  ${failureSummary.replaceAll('\n', ' ').slice(0, 300)}`).join('\n')}`);
  }
}

async function admitted() {
  if (options.cookie) {
    const [name, value] = options.cookie.split('=');
    return [{ name, value, url: options.url }];
  }
  if (!options.name || !options['password-file']) return [];
  const password = (await readFile(options['password-file'], 'utf8')).trim();
  const context = await browser.newContext();
  const answer = await context.request.post(`${options.url}/api/v1/session.sign-in`, { headers: { origin: options.url }, data: { name: options.name, password } });
  if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}.`);
  return context.cookies();
}

async function newestRun(cookies) {
  if (cookies.length === 0) return undefined;
  const context = await browser.newContext();
  await context.addCookies(cookies);
  const answer = await context.request.get(`${options.url}/api/v1/run.list?input=${encodeURIComponent(JSON.stringify({ server: options.server, limit: 1 }))}`);
  const [run] = answer.ok() ? await answer.json() : [];
  await context.close();
  return run?.id;
}
