import { readdirSync, readFileSync } from 'node:fs';
import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

afterEach(cleanup);

// As in tests/support/patience.ts.
configure({ asyncUtilTimeout: 15_000 });

// The files of one worker share a page and what lies in node_modules. What one put in the place of a module, and left on the page, is not the next one's.
const tests = readdirSync('tests/components', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.tsx'));
const replaced = tests.flatMap((file) => [...readFileSync(`tests/components/${file}`, 'utf8').matchAll(/vi\.mock\('([^']+)'/g)].map(([, path]) => path!));
for (const path of new Set(replaced)) vi.doUnmock(path);
vi.resetModules();
sessionStorage.clear();
localStorage.clear();
history.replaceState(null, '', '/');
document.body.replaceChildren();

// jsdom has no layout: what Radix measures with is answered with nothing.
class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
vi.stubGlobal('ResizeObserver', NoObserver);
const prototype: Partial<Record<'scrollIntoView' | 'hasPointerCapture', unknown>> = Element.prototype;
prototype.scrollIntoView ??= () => undefined;
prototype.hasPointerCapture ??= () => false;
