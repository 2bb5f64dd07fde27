import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from './browser';

/** The ways in which a secret could be written: as it is, in base64, escaped for a URL, for JSON and for a shell. */
export function formsOf(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.from(`${'x'.repeat(shift)}${value}`).toString('base64').replaceAll('=', '');
    return text.slice(shift === 0 ? 0 : shift + 1, -2); // what does not depend on the neighbours
  });
  return [...new Set([value, json, encodeURIComponent(value), value.replaceAll("'", `'\\''`), ...base64])].filter((form) => form.length >= 8);
}

/** Finds which of the named secrets a text holds in any form. */
export function found(text: string, secrets: Record<string, string>): string[] {
  return Object.entries(secrets).flatMap(([name, value]) => (formsOf(value).some((form) => text.includes(form)) ? [name] : []));
}

/** Keeps every answer and every socket frame that reaches the browser. What the browser sent is not kept. */
export function listen(browser: Browser): { texts: () => Promise<string[]> } {
  const bodies: Promise<string>[] = [];
  const frames: string[] = [];
  browser.context.on('response', (response) => {
    // The body of a page that was left or closed never comes; it is not waited for.
    const body = Promise.race([response.text().catch(() => ''), new Promise<string>((resolve) => setTimeout(resolve, 5000, '').unref())]);
    bodies.push(body.then((text) => `${response.url()}\n${JSON.stringify(response.headers())}\n${text}`));
  });
  const watch = (page: Awaited<ReturnType<Browser['page']>>) => page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(payload.toString())));
  browser.context.pages().forEach(watch);
  browser.context.on('page', watch);
  return { texts: async () => [...(await Promise.all(bodies)), ...frames] };
}

/** Every file below a folder that holds one of the secrets, as "file: name". */
export async function foundInFiles(folder: string, secrets: Record<string, string>): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const hits = entries.filter((entry) => entry.isFile()).map(async (entry) => {
    const file = path.join(entry.parentPath, entry.name);
    const text = (await readFile(file)).toString('latin1');
    const utf8 = Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, Buffer.from(value).toString('latin1')]));
    return found(text, utf8).map((name) => `${path.relative(folder, file)}: ${name}`);
  });
  return (await Promise.all(hits)).flat();
}
