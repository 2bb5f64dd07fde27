// server.ts and what it imports from here, in one file; packages stay in node_modules.
import { build } from 'esbuild';

await build({ entryPoints: ['server.ts'], outfile: 'dist/server.js', bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external', sourcemap: true, logLevel: 'warning' });
