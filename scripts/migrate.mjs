// npm run migrate -- create NAME | check
// Prisma's own schema engine, compiled to wasm, through the driver adapter: no binary is downloaded.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';

/** The engine replays whole files as one statement, which better-sqlite3 refuses: those go in as scripts. */
class ShadowedAdapter extends PrismaBetterSqlite3 {
  async connectToShadowDb() {
    const shadow = await super.connectToShadowDb();
    const executeRaw = shadow.executeRaw.bind(shadow);
    shadow.executeRaw = async (query) => (query.args.length > 0 ? executeRaw(query) : (await shadow.executeScript(query.sql), 0));
    return shadow;
  }
}

const migrations = path.resolve('prisma/migrations');
const schemaPath = path.resolve('prisma/schema.prisma');
const files = [{ path: schemaPath, content: fs.readFileSync(schemaPath, 'utf8') }];
const filters = { externalTables: [], externalEnums: [] };

const [command, name] = process.argv.slice(2);
const scratch = fs.mkdtempSync(path.join(fs.realpathSync(process.env.TMPDIR ?? '/tmp'), 'groundcrew-migrate-'));
try {
  const engine = await openEngine(path.join(scratch, 'scratch.db'));
  if (command === 'create' && /^[a-z0-9_]+$/.test(name ?? '')) await create(engine, name);
  else if (command === 'check') await check(engine);
  else {
    console.error('Usage: npm run migrate -- create <name with a-z, 0-9 and _> | check');
    process.exitCode = 2;
  }
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}

/** Writes the migration that leads from the existing ones to the schema. */
async function create(engine, migrationName) {
  await engine.applyMigrations({ migrationsList: list(), filters });
  await engine.devDiagnostic({ migrationsList: list(), filters });
  const made = await engine.createMigration({ draft: false, migrationName, migrationsList: list(), schema: { files }, filters });
  if (!made.migrationScript) return console.log('The migrations already lead to the schema.');
  const directory = path.join(migrations, made.generatedMigrationName);
  fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(path.join(directory, 'migration.sql'), made.migrationScript);
  fs.writeFileSync(path.join(migrations, 'migration_lock.toml'), `provider = "${made.connectorType}"\n`);
  console.log(`Wrote prisma/migrations/${made.generatedMigrationName}/migration.sql. Read it before you commit it.`);
}

/** Fails when the migrations do not lead to the schema. */
async function check(engine) {
  const { exitCode, stdout } = await engine.diff({ from: { tag: 'migrations', ...list() }, to: { tag: 'schemaDatamodel', files }, script: true, exitCode: true, shadowDatabaseUrl: null, filters });
  if (exitCode === 0) return console.log('The migrations lead to the schema.');
  console.error(`The migrations do not lead to the schema. Run "npm run migrate -- create <name>".\n${stdout ?? ''}`);
  process.exitCode = 1;
}

function list() {
  const names = fs.existsSync(migrations) ? fs.readdirSync(migrations, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort() : [];
  const lock = path.join(migrations, 'migration_lock.toml');
  return {
    baseDir: migrations,
    shadowDbInitScript: '',
    lockfile: { path: 'migration_lock.toml', content: fs.existsSync(lock) ? fs.readFileSync(lock, 'utf8') : null },
    migrationDirectories: names.map((directory) => ({ path: directory, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: fs.readFileSync(path.join(migrations, directory, 'migration.sql'), 'utf8') } } })),
  };
}

async function openEngine(file) {
  const wasm = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const home = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const { instance } = await WebAssembly.instantiate(fs.readFileSync(path.join(home, 'schema_engine_bg.wasm')), { './schema_engine_bg.js': wasm });
  wasm.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  return wasm.SchemaEngine.new({ datamodels: files.map((each) => [each.path, each.content]) }, () => {}, bindMigrationAwareSqlAdapterFactory(new ShadowedAdapter({ url: `file:${file}` }, { shadowDatabaseUrl: ':memory:' })));
}
