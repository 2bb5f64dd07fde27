import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': new URL('.', import.meta.url).pathname.replace(/\/$/, '') } },
  test: {
    projects: [
      { extends: true, test: { name: 'node', environment: 'node', include: ['tests/lib/**/*.test.ts', 'tests/app/**/*.test.ts', 'tests/scripts/**/*.test.ts'] } },
      { extends: true, test: { name: 'dom', environment: 'jsdom', include: ['tests/components/**/*.test.tsx'], setupFiles: ['tests/components/setup.ts'] } },
      // One file at a time: they share the machine's test host.
      { extends: true, test: { name: 'host', environment: 'node', include: ['tests/host/**/*.test.ts', 'tests/e2e/**/*.test.ts'], fileParallelism: false, testTimeout: 600_000, hookTimeout: 600_000 } },
    ],
  },
});
