// server.ts and what it imports from here, in one file; packages stay in node_modules. The same for `npm run admin`, which the
// service runs without tsx.
import { build } from 'esbuild';

await build({ entryPoints: { server: 'server.ts', admin: 'scripts/admin.ts' }, outdir: 'dist', bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external', sourcemap: true, logLevel: 'warning' });
