import { execFile } from 'node:child_process';
import { chmodSync, existsSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isSecret } from '@/lib/core/secret';
import { configurationPart } from '@/lib/guide/backups/configuration-part';
import { elasticsearchPart } from '@/lib/guide/backups/elasticsearch-part';
import { filesPart } from '@/lib/guide/backups/files-part';
import { mongodbPart } from '@/lib/guide/backups/mongodb-part';
import { runbook } from '@/lib/guide/backups/runbook';
import { layouts } from '@/lib/guide/layouts';
import type { Inputs } from '@/lib/guide/inputs';
import { wordsOf } from '@/lib/shell/render';
import { BackupBench, missingForBackups } from '@/tests/support/backup-bench';
import { elasticsearchFor } from '@/tests/support/elasticsearch';
import { archive, document, joined } from '@/tests/support/mongo-archive';
import { shellBlocks } from '@/tests/support/runbook-blocks';
import { inputsOf } from '../inputs';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const hostile = ['-rf', "it's $(x) `x` \"q\"", 'a\nb'];
const owner = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
const address = `127.${Array.from(crypto.getRandomValues(new Uint8Array(3)), (byte) => 1 + (byte % 250)).join('.')}`;
const whole = joined(archive([{ db: 'backend', collection: 'task', documents: [document(1, 100_000), document(2)] }]));

/** As whoever follows it would type them. */
const scriptOf = (text: string): string => shellBlocks(text).join('\n');

describe.skipIf(missingForBackups !== undefined)(`the runbook${missingForBackups === undefined ? '' : ` (skipped: this machine has no ${missingForBackups})`}`, () => {
  let bench: BackupBench;
  let base: string;
  let inputs: Inputs;
  const at = (name: string) => path.join(base, name);
  const inputsFor = (root: string): Inputs => {
    const here = path.join(root, "it's ``` $(x)", 'opt');
    // In a compose file one "$" is written as two.
    const compose = JSON.stringify({ services: { fileserver: { volumes: [`${here.replaceAll('$', '$$$$')}/data/fileserver:/mnt/fileserver`] } } });
    return { ...inputsOf({ files: { compose, override: null } }), layout: { ...layouts.guide, base: here, kernelFile: path.join(root, 'sysctl.conf'), directories: [{ path: 'data/elastic7plus', owner, mode: 0o775 }, { path: 'data/fileserver', owner, mode: 0o750 }] } };
  };
  let elasticsearch: ReturnType<typeof elasticsearchFor>;
  /** The indices of the server that is to be restored, where they are others than those of the backup. */
  let lying: string | undefined;
  /** Not at once as the bench does: Elasticsearch is in this process. */
  const run = (words: readonly string[], input: string) => new Promise<{ code: unknown; out: string; error: string }>((done) => {
    const [program = '', ...rest] = words;
    const child = execFile(program, rest, { encoding: 'utf8', env: { ...process.env, PATH: `${bench.root}/bin:${process.env.PATH ?? ''}`, LC_ALL: 'C' } }, (error, out, said) => done({ code: error ? (error.code ?? error.signal) : 0, out, error: said }));
    child.stdin?.on('error', () => undefined).end(input);
  });
    const log = () => (existsSync(`${bench.root}/log`) ? readFileSync(`${bench.root}/log`, 'utf8').split('\n') : []);
  const follow = (text = runbook(inputs, bench.directory), passphrase = bench.passphrase) => {
    writeFileSync(`${bench.root}/follow.sh`, scriptOf(text));
    return run(['sh', `${bench.root}/follow.sh`], `${passphrase}\n`);
  };

  function furnish(): void {
    for (const name of ['config', 'data/fileserver/company', 'data/elastic_snapshots']) mkdirSync(at(name), { recursive: true });
    writeFileSync(at('docker-compose.yml'), 'services: {}\n');
    writeFileSync(at('constants.env'), 'A=top secret\n', { mode: 0o600 });
    writeFileSync(at('config/apiserver.conf'), 'auth {}\n');
    for (const name of hostile) writeFileSync(at(`data/fileserver/company/${name}`), `of ${name}`);
    chmodSync(at('data/fileserver/company/-rf'), 0o640);
    linkSync(at('data/fileserver/company/-rf'), at('data/fileserver/hard'));
    symlinkSync('/etc/shadow', at('data/fileserver/soft'));
  }

  beforeAll(async () => {
    bench = new BackupBench(inputsFor, { mounts: { all: [], paths: new Map() }, recorded: undefined, containers: [{ name: 'mongo', service: 'mongo', image: '', state: 'running', isUnhealthy: false, ports: [] }] });
    inputs = inputsFor(bench.root);
    base = inputs.layout.base;
    furnish();
    const es = path.join(bench.root, 'es');
    mkdirSync(es);
    symlinkSync(at('data/elastic_snapshots'), path.join(es, 'snapshots'));
    for (const name of ['up', 'has-place']) writeFileSync(path.join(es, name), '');
    elasticsearch = elasticsearchFor(es, address, (method, where) => (method === 'POST' && where.endsWith('/_restore') ? [200, { accepted: true }] : method === 'DELETE' && !where.startsWith('/_') ? [200, { acknowledged: true }] : where === '/_cat/recovery' ? [200, ''] : where.startsWith('/_cat/indices/') && lying !== undefined ? [200, lying] : undefined));
    await elasticsearch.start();
    writeFileSync(`${bench.root}/archive`, whole);
    writeFileSync(`${bench.root}/place`, at('data/elastic_snapshots'));
    bench.put('docker', `here="${bench.root}"
if [ "$1" = compose ] && [ "$2" = --env-file ]; then shift 3; set -- compose "$@"; fi
case "$*" in
  'compose config --services') printf '%s\\n' apiserver mongo fileserver elasticsearch redis; exit ;;
  'compose config --format json') echo '{"services":{"mongo":{}}}'; exit ;;
  'compose version --short') echo 2.29.1; exit ;;
  'compose stop '* | 'compose up '*) echo "$*" >>"$here/log"; exit ;;
  ps*) for word; do case $word in label=com.docker.compose.service=mongo) echo m0 ;; label=com.docker.compose.service=elasticsearch) echo e1 ;; label=com.docker.compose.service=redis) echo d2 ;; esac; done; exit ;;
  'inspect --format'*Networks*) echo ${address}; exit ;;
  'inspect --format'*Mounts*) cat "$here/place"; exit ;;
  inspect*) echo '[{"Name":"/mongo","Image":"sha256:1","Config":{"Image":"mongo:7","Labels":{"com.docker.compose.service":"mongo"}}}]'; exit ;;
  image*) echo '["mongo@sha256:2"]'; exit ;;
  version*) echo '{"Client":{"Version":"27.1.1"}}'; exit ;;
  top*) echo PID; exit ;;
  'exec m0 mongodump --version') echo 'mongodump version: 100.9.4'; exit ;;
  *' mongodump --archive') cat "$here/archive"; exit ;;
  'exec m0 mongodump --quiet'*) exit ;;
  'exec m0 sh '*) echo dropped >>"$here/log"; exit ;;
  'exec -i m0 mongorestore '*) echo "$*" >>"$here/log"; cat >"$here/restored"; exit ;;
  'exec d2 redis-cli flushall') echo flushed >>"$here/log"; exit ;;
esac
echo "unknown: $*" >&2; exit 9`);
    for (const step of [mongodbPart(bench.wanted), configurationPart(bench.wanted), filesPart(bench.wanted)]) expect(bench.take(step), step.id).toMatchObject({ ended: { said: '', code: 0 }, after: 'in-place' });
    const [command] = bench.plan(elasticsearchPart(bench.wanted), { elasticsearch: { state: 'answered', setup: { status: 'green', running: [], places: ['/usr/share/elasticsearch/snapshots'] } } }).commands;
    if (command?.kind !== 'script' || !isSecret(command.stdin)) throw new Error('Of another kind.');
    expect(await run(wordsOf(command), command.stdin.reveal())).toMatchObject({ code: 0 });
    bench.restic(['backup', '--stdin', '--stdin-filename', 'manifest.json', '--tag', `set=${bench.wanted.set},source=manifest`], Buffer.from(`{"version":1,"set":"${bench.wanted.set}","parts":[]}\n`));
    // A later one that is no whole backup.
    bench.restic(['backup', '--stdin', '--stdin-filename', 'mongodb.archive', '--tag', 'set=later,source=mongodb'], Buffer.from('half'));
    elasticsearch.asked.length = 0;
  });
  afterAll(() => {
    elasticsearch.stop();
    bench.close();
  });

  it('followed to the letter on an empty server brings everything back', async () => {
    rmSync(base, { recursive: true });
    lying = 'events-log-d1bd\nx%25-ü&=;@\n';
    const { code, out, error } = await follow();
    expect(error).not.toContain('unknown');
    expect(code, error).toBe(0);
    expect(out).toContain(`To restore: the backup ${bench.wanted.set}`);
    // MongoDB's tool got exactly what was dumped, into stores that nobody writes to.
    expect(readFileSync(`${bench.root}/restored`).equals(whole)).toBe(true);
    expect(log().slice(0, 6)).toEqual(['compose stop apiserver fileserver', 'compose up -d --no-deps mongo elasticsearch redis', 'dropped', "exec -i m0 mongorestore --archive --drop --nsExclude admin.* --nsExclude config.*", 'flushed', 'compose up -d']);
    // Elasticsearch's snapshot lies where it looks, and it was asked in this order.
    expect(readdirSync(at('data/elastic_snapshots'))).toEqual(['groundcrew']);
    expect(readdirSync(at('data/elastic_snapshots/groundcrew')).filter((name) => name.startsWith('snap-'))).toHaveLength(1);
    expect(elasticsearch.asked).toEqual([
      'DELETE /_snapshot/groundcrew',
      'PUT /_snapshot/groundcrew {"type":"fs","settings":{"location":"/usr/share/elasticsearch/snapshots/groundcrew","readonly":true}}',
      'DELETE /events-log-d1bd', `DELETE /${Buffer.from('x%25-ü&=;@').toString('hex').replaceAll(/../g, '%$&')}`,
      `POST /_snapshot/groundcrew/groundcrew-${bench.wanted.set}/_restore?wait_for_completion=false {"indices":"*,-.*","include_global_state":false,"include_aliases":true}`,
      'DELETE /_snapshot/groundcrew',
    ]);
    expect(readFileSync(at('constants.env'), 'utf8')).toBe('A=top secret\n');
    expect(lstatSync(at('constants.env')).mode & 0o777).toBe(0o600);
    expect(existsSync(at('groundcrew'))).toBe(false);
    expect(readdirSync(at('data/fileserver/company')).sort()).toEqual([...hostile].sort());
    for (const name of hostile) expect(readFileSync(at(`data/fileserver/company/${name}`), 'utf8')).toBe(`of ${name}`);
    expect(lstatSync(at('data/fileserver/hard')).ino).toBe(lstatSync(at('data/fileserver/company/-rf')).ino);
    expect(lstatSync(at('data/fileserver')).mode & 0o777).toBe(0o750);
    expect(lstatSync(at('data/elastic7plus')).mode & 0o777).toBe(0o775);
  });

  it('followed where all of it lies already, with a link and what is newer, replaces it', async () => {
    // The tree lies on another disk, to which a link leads.
    renameSync(at('data/fileserver'), path.join(bench.root, 'disk'));
    symlinkSync(path.join(bench.root, 'disk'), at('data/fileserver'));
    for (const [name, text] of [['data/fileserver/company/-rf', 'damaged'], ['data/fileserver/newer', 'newer']] as const) writeFileSync(at(name), text);
    expect(await follow()).toMatchObject({ code: 0 });
    expect(readFileSync(at('data/fileserver/company/-rf'), 'utf8')).toBe('of -rf');
    expect(lstatSync(at('data/fileserver/hard')).ino).toBe(lstatSync(at('data/fileserver/company/-rf')).ino);
    expect(readFileSync(at('data/fileserver/newer'), 'utf8')).toBe('newer');
    expect(readlinkSync(at('data/fileserver/soft'))).toBe('/etc/shadow');
    expect(readlinkSync(at('data/fileserver'))).toBe(path.join(bench.root, 'disk'));
  });

  it('stops at a wrong passphrase and where no whole backup lies, before anything is changed', async () => {
    rmSync(base, { recursive: true });
    const before = log().length;
    expect(await follow(undefined, 'another')).toMatchObject({ code: 1, error: expect.stringContaining('wrong password') as string });
    expect(await follow(runbook(inputs, `${bench.directory}x`))).toMatchObject({ code: 1 });
    expect(existsSync(base)).toBe(false);
    expect(log()).toHaveLength(before);
  });

  it('asks at the end of a block only: what is pasted behind a question would be taken for its answer', () => {
    const asks = shellBlocks(runbook(inputs, bench.directory)).map((block) => block.split('\n').map((line, at, lines) => (/^(?!ask_for\(\)).*\bask_for /.test(line) ? lines.length - 1 - at : null)).filter((after) => after !== null));
    expect(asks.flat()).toEqual([0, 0]);
  });

  it('tells no secret, and the same for all backups', () => {
    const text = runbook(inputs, bench.directory);
    for (const each of [bench.passphrase, inputs.settings.supportPassword.reveal(), inputs.files.constants?.reveal() ?? 'constants']) expect(text).not.toContain(each);
    expect(text).not.toContain(bench.wanted.set);
    expect(text.match(/^## \d\. /gm)).toHaveLength(9);
    // A name that came from elsewhere is no Markdown.
    expect(runbook({ ...inputs, server: { ...inputs.server, name: 'a\n# b `c`' } }, '/x').split('\n')[0]).toBe('# How to restore a?? b ?c? by hand');
  });
});
