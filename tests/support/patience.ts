import { vi } from 'vitest';

// A second, Vitest's own limit, passes on a busy machine before a worker had its turn. No test judges by it: what never comes fails all the same.
const mark = Symbol.for('groundcrew.patience');
const limit = 15_000;
if (!Reflect.has(vi, mark)) {
  const { waitFor, waitUntil } = vi;
  const patient = <T>(options: T) => (typeof options === 'number' ? options : { timeout: limit, ...options });
  const waitForLong: typeof vi.waitFor = (callback, options) => waitFor(callback, patient(options));
  const waitUntilLong: typeof vi.waitUntil = (callback, options) => waitUntil(callback, patient(options));
  Object.assign(vi, { waitFor: waitForLong, waitUntil: waitUntilLong, [mark]: true });
}
