import { afterEach, expect, it, vi } from 'vitest';
import { statusPage } from '@/lib/services/status-page';

/** The window in which the page's own script runs. */
const { window: own } = (globalThis as unknown as { jsdom: { window: Window & { eval(text: string): void; fetch: unknown } } }).jsdom;
const page = (state: 'works' | 'down') => statusPage({ title: 'ClearML', servers: [{ title: 'Lab', state, since: null }], at: Date.UTC(2026, 0, 9), nonce: 'n' });

afterEach(() => own.document.body.replaceChildren());

it('of a console that is gone says that what it shows is old, until the console is back', async () => {
  const [, script = ''] = /<script nonce="n">([\s\S]*)<\/script>/.exec(page('works')) ?? [];
  own.document.body.innerHTML = /<body>([\s\S]*?)<script/.exec(page('works'))?.[1] ?? '';
  let answer: () => Promise<Response> = () => Promise.reject(new Error('gone'));
  own.fetch = () => answer();
  own.eval(script);
  const look = () => own.document.dispatchEvent(new (own as unknown as { Event: typeof Event }).Event('visibilitychange'));
  const main = () => own.document.querySelector('main')!;
  expect(main().textContent).not.toContain('brought up to date');
  look();
  await vi.waitFor(() => expect(main().querySelector('[role=alert]')?.textContent).toBe('This page can no longer be brought up to date: what it shows was so then, and need not be so now.'));
  expect(main().className).toBe('is-old');
  expect(main().textContent).toContain('Works');
  answer = () => Promise.resolve(new Response(page('down')));
  look();
  await vi.waitFor(() => expect(main().textContent).toContain('Lab is down.'));
  expect([main().className, main().querySelector('[role=alert]')?.textContent]).toEqual(['', '']);
});
