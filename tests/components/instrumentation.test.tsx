import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  document.head.replaceChildren();
  Reflect.deleteProperty(document, 'createElement');
  vi.resetModules();
});

it('T-XSS-2: zod does not try to evaluate, and style elements carry the nonce of the page', async () => {
  vi.resetModules();
  const script = document.createElement('script');
  script.nonce = 'abc';
  script.setAttribute('nonce', 'abc');
  document.head.append(script);
  await import('@/instrumentation-client');
  const { config } = await import('zod/v4/core');
  expect(config().jitless).toBe(true);
  expect(document.createElement('style').nonce).toBe('abc');
  expect(document.createElement('script').nonce).toBe('');
});
