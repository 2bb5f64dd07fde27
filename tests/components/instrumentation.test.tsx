import { createRequire } from 'node:module';
import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  document.head.replaceChildren();
  Reflect.deleteProperty(document, 'createElement');
  Reflect.deleteProperty(globalThis, '__zod_globalConfig');
  vi.resetModules();
});

it('T-XSS-2: zod does not try to evaluate, and style elements carry the nonce of the page', async () => {
  vi.resetModules();
  const script = document.createElement('script');
  script.nonce = 'abc';
  script.setAttribute('nonce', 'abc');
  document.head.append(script);
  await import('@/instrumentation-client');
  // Loaded anew, as by a page: what the tests before have loaded took its settings then.
  const load = createRequire(import.meta.url);
  for (const file of Object.keys(load.cache).filter((each) => each.includes('/zod/'))) Reflect.deleteProperty(load.cache, file);
  const { config } = load('zod/v4/core') as typeof import('zod/v4/core');
  expect(config().jitless).toBe(true);
  expect(document.createElement('style').nonce).toBe('abc');
  expect(document.createElement('script').nonce).toBe('');
});
