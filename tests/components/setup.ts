import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

afterEach(cleanup);

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
