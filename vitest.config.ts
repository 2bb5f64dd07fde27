import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': new URL('.', import.meta.url).pathname.replace(/\/$/, '') } },
  test: {
    // No test judges by it: on a busy machine, beside the tests on a server, a page takes seconds.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      // What the files import is loaded once for each worker: that took longer than the tests. None of them replaces a module by another, which would stay replaced.
      { extends: true, test: { name: 'node', isolate: false, environment: 'node', include: ['tests/lib/**/*.test.ts', 'tests/app/**/*.test.ts', 'tests/scripts/**/*.test.ts'], setupFiles: ['tests/support/patience.ts'] } },
      // A page of jsdom takes longer than what is shown on it: the files of a worker share one, which tests/components/setup.ts clears.
      { extends: true, test: { name: 'dom', environment: 'jsdom', isolate: false, include: ['tests/components/**/*.test.{ts,tsx}'], setupFiles: ['tests/support/patience.ts', 'tests/components/setup.ts'] } },
      // One file at a time: their servers set the machine's kernel.
      { extends: true, test: { name: 'host', environment: 'node', include: ['tests/host/*.test.ts', 'tests/e2e/**/*.test.ts'], fileParallelism: false, testTimeout: 600_000, hookTimeout: 600_000 } },
      // Servers with kernel settings of their own: beside those, and one file at a time among themselves.
      { extends: true, test: { name: 'beside', environment: 'node', include: ['tests/host/beside/*.test.ts'], fileParallelism: false, testTimeout: 600_000, hookTimeout: 600_000 } },
      // As `host`, for what CI has no time for (docs/ci.md).
      { extends: true, test: { name: 'reliability', environment: 'node', include: ['tests/reliability/**/*.test.ts'], fileParallelism: false, testTimeout: 600_000, hookTimeout: 600_000 } },
    ],
  },
});
