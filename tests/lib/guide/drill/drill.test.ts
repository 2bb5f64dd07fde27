import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@/lib/core/ids';
import { isSecret, secret } from '@/lib/core/secret';
import { gb } from '@/lib/core/units';
import { planStep } from '@/lib/engine/plan';
import type { Step } from '@/lib/engine/types';
import { drillLeftovers } from '@/lib/facts/drill-leftovers';
import type { Mounts } from '@/lib/facts/mounts';
import { removal } from '@/lib/guide/drill/removed';
import { drillPlaces, drillRoomOf, whyWithoutClearml } from '@/lib/guide/drill/room';
import { drillSteps } from '@/lib/guide/drill/steps';
import type { DrillWanted } from '@/lib/guide/drill/wanted';
import type { Inputs } from '@/lib/guide/inputs';
import { readScript } from '@/lib/shell/read-script';
import { wordsOf } from '@/lib/shell/render';
import { stub } from '../../../support/mount-namespace';
import { inputsOf } from '../inputs';

const inputs = inputsOf();
const wanted: DrillWanted = { run: newId(), set: newId(), place: '/var/lib/groundcrew/drill', elsewhere: '/opt/allegro/data/.groundcrew-drill', clearml: false, destination: { directory: '/mnt/backup', passphrase: secret('correct horse'), repositoryId: null } };
const snapshot = (digit: string, ...tags: string[]) => ({ id: digit.repeat(64), time: '2026-11-30T04:00:00Z', tags, paths: [], hostname: 'one' });
const stored = ['mongodb', 'elasticsearch', 'files'].flatMap((source, index) => [
  snapshot(String(index + 1), `set=${wanted.set}`, `source=${source}`, 'bytes=700'),
  snapshot(String(index + 5), `set=${wanted.set}`, `source=${source}-proof`, `of=${String(index + 1).repeat(64)}`, 'bytes=1000'),
]);
const containers = ['mongo', 'elasticsearch'].map((service) => ({ name: `allegro-${service}`, service, image: '', state: 'running', isUnhealthy: false, ports: [] }));
const facts = { restic: { version: '0.14.0' }, repository: { state: 'there', id: 'f'.repeat(64), version: 2, locks: [] }, snapshots: stored, receipt: undefined as string | undefined, containers, leftovers: [] };
const plan = (id: string, told: Record<string, unknown> = facts) => {
  const step = drillSteps(wanted).find((each) => each.id === id) as Step<Inputs>;
  return planStep(step, new Map(Object.entries(step.needs(inputs)).map(([name, fact]) => [fact.id, { readable: true as const, value: told[name] }])), inputs);
};

describe('what a drill does', () => {
  it.each([
    ['drill/mongodb', 'mongodb', ['1'.repeat(64), '5'.repeat(64)], ['allegro-mongo', '2000000000', '1200']],
    ['drill/elasticsearch', 'elasticsearch', ['2'.repeat(64), '6'.repeat(64)], ['allegro-elasticsearch', '4000000000', '2400']],
    ['drill/files', 'files', ['3'.repeat(64)], ['/opt/allegro/data/fileserver', '1200', 'all']],
  ])('%s restores by the script of a restore, and the passphrase goes by standard input', (id, name, first, last) => {
    const { commands, destroys, restarts } = plan(id);
    expect([destroys, restarts, commands.map((each) => each.kind === 'script' && each.file)]).toEqual([[], [], [`guide/drill/${name}.sh`, 'guide/leave-receipt.sh']]);
    const [command] = commands;
    if (command?.kind !== 'script') throw new Error('no script');
    const [repository, ...words] = command.args;
    expect([repository, words.slice(0, first.length), words.slice(-3)]).toEqual(['/mnt/backup', first, last]);
    expect(words).toContain(readScript(`guide/restore/${name}-restored.sh`));
    expect(words.slice(-6, -3)).toEqual([wanted.run, wanted.place, wanted.elsewhere]);
    expect(wordsOf(command).join('\n')).not.toContain('correct horse');
    const left = commands[1]?.kind === 'script' ? commands[1].stdin : '';
    expect(plan(id, { ...facts, receipt: left }).state).toBe('in-place');
    // A part that was stored and not read back is none.
    expect(plan(id, { ...facts, snapshots: stored.filter(({ tags }) => !tags.includes(`source=${name}-proof`)) }).state).toBe('blocked');
  });

  it('has ClearML work on both databases, where there is memory for that; who asks it goes by standard input, too', () => {
    const steps = drillSteps({ ...wanted, clearml: true });
    expect(steps.map(({ id }) => id)).toEqual(['backups/restic-installed', 'drill/removed-before', 'drill/clearml', 'drill/files', 'drill/removed-after']);
    const asking = { ...inputs, settings: { ...inputs.settings, supportPassword: secret('it\'s "so" \\') } };
    const all = ['mongo', 'elasticsearch', 'redis', 'apiserver'].map((service) => ({ name: `allegro-${service}`, service, image: '', state: 'running', isUnhealthy: false, ports: [] }));
    const step = steps[2] as Step<Inputs>;
    const planOf = (told: Record<string, unknown>) => planStep(step, new Map(Object.entries(step.needs(asking)).map(([name, fact]) => [fact.id, { readable: true as const, value: told[name] }])), asking);
    const { commands, restarts, destroys } = planOf({ ...facts, containers: all });
    const [command, ...after] = commands;
    if (command?.kind !== 'script') throw new Error('no script');
    expect([restarts, destroys, command.file, after.length]).toEqual([[], [], 'guide/drill/clearml.sh', 2]);
    expect(command.args.slice(0, 6)).toEqual(['/mnt/backup', '21600', wanted.run, wanted.place, wanted.elsewhere, '3600']);
    expect(command.args.slice(-5)).toEqual(['allegro-redis', '250000000', 'allegro-apiserver', '2000000000', readScript('guide/drill/apiserver.py')]);
    expect(wordsOf(command).join('\n')).not.toMatch(/correct horse|it's "so"/);
    const [first, login] = isSecret(command.stdin) ? command.stdin.reveal().split('\n') : [];
    expect([first, Buffer.from(login!.slice('login='.length), 'base64').toString()]).toEqual(['correct horse', 'user = "support:it\'s \\"so\\" \\\\"\n']);
    expect(planOf({ ...facts, containers: all.filter(({ service }) => service !== 'redis') }).state).toBe('blocked');
  });

  it('of another server\'s backup takes the images that it was made with, and compares nothing with the files that live here', () => {
    const images = { mongodb: `mongo@sha256:${'a'.repeat(64)}`, elasticsearch: '' };
    const steps = drillSteps({ ...wanted, images });
    expect(steps.map(({ id }) => id)).toEqual(['backups/restic-installed', 'drill/removed-before', 'drill/images', 'drill/mongodb', 'drill/elasticsearch', 'drill/files', 'drill/removed-after']);
    const words = (id: string, all = steps, told: Record<string, unknown> = facts) => {
      const step = all.find((each) => each.id === id) as Step<Inputs>;
      const [command] = planStep(step, new Map(Object.entries(step.needs(inputs)).map(([name, fact]) => [fact.id, { readable: true as const, value: told[name] }])), inputs).commands;
      return command?.kind === 'script' ? command.args : [];
    };
    expect(words('drill/mongodb').slice(-4)).toEqual(['allegro-mongo', '2000000000', '1200', images.mongodb]);
    expect(words('drill/elasticsearch').slice(-4)).toEqual(['allegro-elasticsearch', '4000000000', '2400', '']);
    expect(words('drill/files').slice(-3)).toEqual(['', '1200', 'all']);
    const all = ['mongo', 'elasticsearch', 'redis', 'apiserver'].map((service) => ({ name: `allegro-${service}`, service, image: '', state: 'running', isUnhealthy: false, ports: [] }));
    // By their places clearml.sh tells them: behind the program.
    expect(words('drill/clearml', drillSteps({ ...wanted, images, clearml: true }), { ...facts, containers: all }).slice(21)).toEqual(['2000000000', readScript('guide/drill/apiserver.py'), images.mongodb, '']);
  });

  it('takes a few of many files', () => {
    const large = stored.map((each) => ({ ...each, tags: each.tags.map((tag) => (tag === 'bytes=1000' ? `bytes=${gb(900)}` : tag)) }));
    const [command] = plan('drill/files', { ...facts, snapshots: large }).commands;
    expect(command?.kind === 'script' && command.args.slice(-2)).toEqual([String(gb(4.8)), 'sample']);
  });

  it('removes before and after only what is there', () => {
    expect([plan('drill/removed-before').state, plan('drill/removed-after', { ...facts, leftovers: [{ kind: 'network', name: 'a' }] }).commands]).toEqual(['in-place', [removal([wanted.place, wanted.elsewhere], wanted.run)]]);
  });
});

describe('what would hurt ClearML', () => {
  const mounts = (root: number, data: number): Mounts => ({ paths: new Map(), all: [['/', root], ['/opt/allegro/data', data]].map(([target, freeBytes]) => ({ target: String(target), source: '/dev/x', fileSystem: 'ext4', options: [], bytes: gb(100), freeBytes: Number(freeBytes), persistent: true })) });
  // 1.2 × (5 + 2 × 5 + 5) GB, beside a tenth of the file system.
  const parts = new Map([['mongodb', gb(5)], ['elasticsearch', gb(5)], ['files', gb(5)]] as const);
  const judge = (root: number, data: number, memory = gb(20)) => {
    const { place, elsewhere, findings } = drillRoomOf(drillPlaces(inputs.layout), parts, mounts(root, data), memory);
    return [place, elsewhere, ...findings.map(({ outcome, message }) => `${outcome}: ${message.split(' ').slice(0, 7).join(' ')}`)];
  };
  const [own, beside] = drillPlaces(inputs.layout);

  it('is refused: too little disk on both, too little memory, or what can not be told', () => {
    expect(judge(gb(34), gb(90))).toEqual([own, beside]);
    expect(judge(gb(34) - 1, gb(34))).toEqual([beside, own]);
    expect(judge(gb(33), gb(33.9))).toEqual([beside, own, 'refuse: A drill takes up to 22.4 GiB']);
    expect(judge(gb(34), 0, gb(6))).toEqual([own, beside]);
    expect(judge(gb(34), 0, gb(6) - 1)).toEqual([own, beside, 'refuse: A drill may take 3.7 GiB of']);
    expect(drillRoomOf([own, beside], parts, undefined, undefined).findings.map(({ outcome }) => outcome)).toEqual(['refuse', 'refuse']);
  });
});

it.each([
  [['apiserver', 'redis'], gb(10.25), null],
  [['apiserver', 'redis'], gb(10.25) - 1, 'may take 7.7 GiB of memory'],
  [['apiserver', 'redis'], undefined, 'how much is free is not known'],
  [['redis'], gb(99), 'no container of apiserver that runs'],
])('starts ClearML on it only with its images and memory: %j, %s', (services, available, why) => {
  const told = whyWithoutClearml(services, available);
  expect(told).toEqual(why === null ? null : expect.stringContaining(why));
});

describe.skipIf(process.getuid?.() !== 0)('what is removed after a drill that was killed (as root)', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'drill-'));
  const ours = '0123456789abcdefghjk';
  /** Of each thing: its name, our label, the label of a Compose project. */
  const things: Record<string, Record<string, [name: string, label: string, project: string]>> = {
    container: {
      aa: [`/groundcrew-drill-${ours}-mongodb`, ours, ''],
      // As the living ones could be called, or labelled by their image, or by Compose.
      ab: ['/allegro-mongo', ours, ''], ac: [`/groundcrew-drill-${ours}-elasticsearch`, ours, 'allegro'], ad: [`/groundcrew-drill-${ours}-mongodb2`, ours, ''],
      ah2: [`/groundcrew-drill-${ours}-apiserver`, ours, ''], ae: [`/groundcrew-drill-${ours}-mongodb`, 'another0000000000000', ''], af: ['/groundcrew-drill-mongo', 'x', ''], ag: [`/groundcrew-drill-${ours}-mongodb`, `${ours}\nx`, ''], ah: [`/x-groundcrew-drill-${ours}-mongodb`, ours, ''],
    },
    network: { ba: [`groundcrew-drill-${ours}-mongodb`, ours, ''], bb: ['allegro_backend', ours, 'allegro'], bc: ['allegro_backend', ours, ''] },
  };
  const place = path.join(root, 'place');
  const run = (words: readonly string[]) => spawnSync(words[0] ?? '', words.slice(1), { encoding: 'utf8', env: { ...process.env, PATH: `${root}/bin:${process.env.PATH ?? ''}` } });
  const removed = () => (existsSync(`${root}/log`) ? readFileSync(`${root}/log`, 'utf8').trim().split('\n') : []);
  beforeEach(() => {
    rmSync(`${root}/log`, { force: true });
    rmSync(place, { recursive: true, force: true });
    mkdirSync(place, { mode: 0o700 });
    chmodSync(place, 0o700);
    mkdirSync(`${root}/data/${ours}-files`, { recursive: true });
    for (const [kind, all] of Object.entries(things)) for (const [id, fields] of Object.entries(all)) {
      mkdirSync(`${root}/${kind}/${id}`, { recursive: true });
      for (const [index, name] of ['name', 'label', 'project'].entries()) writeFileSync(`${root}/${kind}/${id}/${name}`, fields[index] ?? '');
    }
    mkdirSync(`${root}/bin`, { recursive: true });
    spawnSync('sh', ['-euc', stub('docker', `
case "$1 $2" in
  'container ls' | 'network ls') ls "${root}/$1" ;;
  'container inspect' | 'network inspect') case $4 in *.Name*) cat "${root}/$1/$5/name" ;; *groundcrew.drill*) cat "${root}/$1/$5/label" ;; *) cat "${root}/$1/$5/project" ;; esac ;;
  *) echo "$*" >>"${root}/log" ;;
esac`), 'sh', `${root}/bin`]);
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('is by label, name and lack of a project at once; nothing that only looks like it', () => {
    for (const name of [`${ours}-mongodb/db`, `${ours}-mongodbx`, 'allegro', `${ours}-files`]) mkdirSync(path.join(place, name), { recursive: true });
    symlinkSync(`${root}/data`, path.join(place, `${ours}-elasticsearch`));
    const fact = drillLeftovers([place]);
    if (fact.command.kind !== 'script') throw new Error('no script');
    const told = run(wordsOf(fact.command));
    expect(fact.parse({ exitCode: told.status, stdout: told.stdout, stderr: told.stderr, truncated: false, timedOut: false })).toEqual([{ kind: 'container', name: 'aa' }, { kind: 'container', name: 'ah2' }, { kind: 'network', name: 'ba' }, { kind: 'directory', name: `${place}/${ours}-files` }, { kind: 'directory', name: `${place}/${ours}-mongodb` }]);
    expect(run(wordsOf(removal([place])))).toMatchObject({ status: 0 });
    expect(removed()).toEqual(['rm --force --volumes aa', 'rm --force --volumes ah2', 'network rm ba']);
    expect([`${ours}-mongodb`, `${ours}-files`, `${ours}-mongodbx`, 'allegro', `${ours}-elasticsearch`].map((name) => existsSync(path.join(place, name)))).toEqual([false, false, true, true, true]);
    expect(existsSync(`${root}/data/${ours}-files`)).toBe(true);
  });

  it("at the end of one drill is that drill's own: another console's may be under way", () => {
    const other = 'zyxwvutsrqpnmkjhgfed';
    for (const name of [`${ours}-files`, `${other}-files`]) mkdirSync(path.join(place, name), { recursive: true });
    expect(run(wordsOf(removal([place], other)))).toMatchObject({ status: 0 });
    expect([removed(), existsSync(path.join(place, `${ours}-files`)), existsSync(path.join(place, `${other}-files`))]).toEqual([[], true, false]);
    expect(run(wordsOf(removal([place], ours)))).toMatchObject({ status: 0 });
    expect([removed(), existsSync(place)]).toEqual([['rm --force --volumes aa', 'rm --force --volumes ah2', 'network rm ba'], false]);
  });

  it.each(['a link', 'open to others'])('is not where its place is %s', (what) => {
    if (what === 'a link') {
      rmSync(place, { recursive: true });
      symlinkSync(`${root}/data`, place);
    } else {
      mkdirSync(path.join(place, `${ours}-files`));
      chmodSync(place, 0o777);
    }
    expect(run(wordsOf(removal([place]))).status).toBe(0);
    expect([existsSync(path.join(place, `${ours}-files`)), existsSync(`${root}/data/${ours}-files`)]).toEqual([true, true]);
  });
});
