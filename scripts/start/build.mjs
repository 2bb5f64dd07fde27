import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fail } from './fail.mjs';

const sources = ['app', 'components', 'lib', 'public', 'server.ts', 'instrumentation-client.ts', 'next.config.js', 'postcss.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json', 'scripts/start', 'scripts/admin.ts'];

/** Generates the Prisma client unless it is of this schema. */
export function generateIfStale(root) {
  const stamp = path.join(root, 'lib/generated/.stamp');
  const now = createHash('sha256').update(fs.readFileSync(path.join(root, 'prisma/schema.prisma'))).update(fs.readFileSync(path.join(root, 'node_modules/prisma/package.json'))).digest('hex');
  if (read(stamp) === now && fs.existsSync(path.join(root, 'lib/generated/prisma/client.ts'))) return;
  run('The database client cannot be generated.', root, ['scripts/generate.mjs', '--quiet']);
  fs.writeFileSync(stamp, now);
}

/** Builds pages and server unless the build is of these sources: by size and time first, by content if those differ. */
export function buildIfStale(root) {
  const stamp = path.join(root, 'dist/stamp.json');
  const built = JSON.parse(read(stamp) ?? '{}');
  const complete = fs.existsSync(path.join(root, '.next/BUILD_ID')) && fs.existsSync(path.join(root, 'dist/server.js'));
  const files = sources.flatMap((source) => list(root, source)).sort();
  const quick = hash(files, (file) => {
    const { size, mtimeMs } = fs.statSync(path.join(root, file));
    return `${size} ${mtimeMs}`;
  });
  if (complete && built.quick === quick) return;
  const content = hash(files, (file) => fs.readFileSync(path.join(root, file)));
  if (!complete || built.content !== content) {
    console.log('Building. This takes about half a minute, and only after a change.');
    fs.rmSync(stamp, { force: true });
    run('The pages cannot be built.', root, ['node_modules/next/dist/bin/next', 'build']);
    run('The server cannot be built.', root, ['scripts/start/bundle.mjs']);
  }
  fs.mkdirSync(path.dirname(stamp), { recursive: true });
  fs.writeFileSync(stamp, JSON.stringify({ quick, content }));
}

function run(sentence, root, args) {
  const done = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 256e6, env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } });
  if (done.status === 0) return;
  const output = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`;
  if (/ENOSPC/.test(output)) fail('The disk is full: the build needs 200 MB. Free some space and start again.');
  fail(`${sentence} What the tool said:\n${output.trim()}`);
}

function list(root, source) {
  const full = path.join(root, source);
  if (!fs.existsSync(full)) return [];
  if (fs.statSync(full).isFile()) return [source];
  return fs.readdirSync(full, { withFileTypes: true }).flatMap((entry) => (source === 'lib' && entry.name === 'generated' ? [] : list(root, path.join(source, entry.name))));
}

function hash(files, describe) {
  const sum = createHash('sha256').update(process.versions.node);
  for (const file of files) sum.update(`\0${file}\0`).update(describe(file));
  return sum.digest('hex');
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
