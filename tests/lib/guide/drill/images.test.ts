import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { gb } from '@/lib/core/units';
import { planStep } from '@/lib/engine/plan';
import type { Docker } from '@/lib/facts/docker';
import type { Mounts } from '@/lib/facts/mounts';
import type { UsedImage } from '@/lib/facts/project-images';
import { pullableImages } from '@/lib/facts/pullable-images';
import { resticVersions } from '@/lib/facts/restic-versions';
import { secret } from '@/lib/core/secret';
import { chooseImages, imagesThere, imagesToAsk, isOfAnother, whyOtherClearml } from '@/lib/guide/drill/images';
import { roomForImages } from '@/lib/guide/drill/room';
import { readScript } from '@/lib/shell/read-script';
import { wordsOf } from '@/lib/shell/render';
import { stub } from '../../../support/mount-namespace';
import { inputsOf } from '../inputs';

const sha = (digit: string) => `sha256:${digit.repeat(64)}`;
const here = (service: string, image: string, id: string): UsedImage => ({ service, image, id, current: id });
const now = [here('mongo', 'registry.example:5000/mongo:7.0', sha('1')), here('elasticsearch', 'elasticsearch:7.17.18', sha('3')), here('apiserver', 'clearml/apiserver:3.25.0', sha('5'))];
const backup = (digests: Record<string, string[]>, apiserver = 'clearml/apiserver:3.25.0', ids: Record<string, string> = {}) => ({ images: new Map([['apiserver', apiserver]]), ids: new Map(Object.entries(ids)), digests: new Map(Object.entries(digests)) });
const docker = (rootDirectory: string, storageDriver = 'overlay2'): Docker => ({ clientVersion: '27.1', error: undefined, fromSnap: false, engine: { version: '27.1', rootDirectory, storageDriver, runningContainers: 1, httpProxy: '', httpsProxy: '', noProxy: '' } });
const told = (present: string[], pullable: string[] = []) => ({ present: new Set(present), pullable: new Set(pullable) });

describe('of which images a backup of another server is restored', () => {
  const other = backup({ mongo: [sha('a'), sha('b')], elasticsearch: [sha('3')] });
  const name = `registry.example:5000/mongo@${sha('b')}`;

  it('by their digests, at the repository of what runs here; what runs here where it is the same', () => {
    expect(imagesToAsk(other, now)).toEqual([`registry.example:5000/mongo@${sha('a')}`, name]);
    expect(chooseImages(other, now, told([name]))).toEqual({ images: { mongodb: name, elasticsearch: '' }, pulled: [], findings: [] });
    expect(chooseImages(other, now, told([], [name]))).toEqual({ images: { mongodb: name, elasticsearch: '' }, pulled: [name], findings: [] });
    expect(imagesToAsk(backup({ mongo: [sha('1')], elasticsearch: [sha('3')] }), now)).toEqual([]);
  });

  it('by no id of that server\'s Docker, which no registry knows: it tells only that what runs here is the same', () => {
    expect(imagesToAsk(backup({ mongo: [sha('a')], elasticsearch: [] }, undefined, { mongo: sha('9'), elasticsearch: sha('3') }), now)).toEqual([`registry.example:5000/mongo@${sha('a')}`]);
    const loaded = backup({ mongo: [], elasticsearch: [] }, undefined, { mongo: sha('9'), elasticsearch: sha('3') });
    expect(imagesToAsk(loaded, now)).toEqual([]);
    expect(chooseImages(loaded, now, undefined).findings.map(({ message }) => message)).toEqual([expect.stringContaining('does not tell by a digest with which image of MongoDB')]);
    // Of many digests that of its own repository is among those that are asked for.
    expect(imagesToAsk(backup({ mongo: ['b', 'c', 'd', 'e'].map(sha), elasticsearch: [sha('3')] }), now)[0]).toBe(name);
  });

  it('none where it is neither here nor to be pulled, or nothing tells which: that refuses, in a sentence', () => {
    const findings = (...words: Parameters<typeof chooseImages>) => chooseImages(...words).findings.map(({ outcome, message }) => [outcome, message]);
    expect(findings(other, now, told([]))).toEqual([['refuse', `The image of MongoDB with which the backup was made is not on this server, and its registry does not give it: registry.example:5000/mongo@${sha('a')}.`]]);
    expect(findings(other, now, undefined)).toHaveLength(1);
    expect(findings(backup({ elasticsearch: [sha('3')] }), now, undefined)).toEqual([['refuse', 'The backup does not tell by a digest with which image of MongoDB it was made, and what runs here is another one.']]);
    expect(findings(undefined, now, undefined)).toEqual([['refuse', expect.stringContaining('The configuration in the backup can not be read')]]);
    expect(findings(other, undefined, undefined)).toEqual([['refuse', expect.stringContaining('Docker does not tell')]]);
  });

  it.each(['--privileged', 'x; rm -rf /', '$(x)/mongo', sha('1'), ''])('no command is made of what runs here under the name %j', (image) => {
    expect(imagesToAsk(other, [here('mongo', image, sha('9')), now[1]!]).filter((each) => !/^[a-z0-9][a-z0-9._:/-]*@sha256:b{64}$|^[a-z0-9][a-z0-9._:/-]*@sha256:a{64}$/.test(each))).toEqual([]);
  });

  it('ClearML is started on it only where it is of the same version', () => {
    expect(whyOtherClearml(backup({ apiserver: [sha('5')] }, 'x/apiserver:latest'), now)).toBeNull();
    expect(whyOtherClearml(backup({}, 'x/apiserver:latest', { apiserver: sha('5') }), now)).toBeNull();
    expect(whyOtherClearml(backup({}), now)).toBeNull();
    expect(whyOtherClearml(backup({}, 'clearml/apiserver:3.24.1'), now)).toBe("ClearML's API server is not started on the restored stores: the backup is of ClearML 3.24.1, and this server runs 3.25.0.");
    expect(whyOtherClearml(undefined, undefined)).toContain('whose version is not known');
  });

  it('pulls just before what is missing by then', () => {
    const step = imagesThere({ mongodb: name, elasticsearch: '' });
    const [fact] = Object.values(step.needs(inputsOf()));
    const plan = (value: unknown) => planStep(step, new Map([[fact!.id, { readable: true as const, value }]]), inputsOf());
    expect(fact!.id).toBe(`images:${name}`);
    expect([plan({ missing: [] }).state, plan(undefined).state, plan({ missing: [name] }).commands]).toMatchObject(['in-place', 'blocked', [{ kind: 'exec', argv: ['docker', 'pull', '--quiet', name], effect: 'downloads' }]]);
    expect([isOfAnother({ steps: [{ stepId: step.id }] }), isOfAnother({ steps: [{ stepId: 'drill/mongodb' }] })]).toEqual([true, false]);
  });

  it.each([[0, 1, 0], [2, 14, 0], [2, 13.9, 1], [1, 12, 0]])('%i images to be pulled with %i GB free of 100: so many refusals', (number, free, refusals) => {
    const mount = (target: string, bytes: number, freeBytes: number) => ({ target, source: `/dev${target}`, fileSystem: 'ext4', options: [], bytes, freeBytes, persistent: true });
    const mounts: Mounts = { paths: new Map(), all: [mount('/', gb(100), gb(free)), mount('/opt', gb(9), gb(9)), mount('/full', gb(9), 0)] };
    const elsewhere = { place: '/opt/allegro/data/.groundcrew-drill', needed: gb(5) };
    expect(roomForImages(number, elsewhere, mounts, docker('/var/lib/docker'))).toHaveLength(refusals);
    // On the same disk both are there at once.
    expect(roomForImages(number, { place: '/var/lib/groundcrew/drill', needed: gb(90) }, mounts, docker('/var/lib/docker'))).toHaveLength(number === 0 ? 0 : 1);
    expect(roomForImages(number, { place: '/x', needed: 0 }, undefined, docker('/var/lib/docker'))).toHaveLength(number === 0 ? 0 : 1);
    // Where its directory was moved, that disk is judged, unless containerd keeps the images.
    expect(roomForImages(number, elsewhere, mounts, docker('/full/docker')).map(({ message }) => message)).toEqual(number === 0 ? [] : [expect.stringContaining('the file system of /full/docker has 0 B free')]);
    expect(roomForImages(number, elsewhere, mounts, docker('/full/docker', 'overlayfs'))).toHaveLength(refusals);
    expect(roomForImages(number, elsewhere, mounts, undefined)).toHaveLength(number === 0 ? 0 : 1);
  });
});

describe('what the server is asked of images', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'images-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const answer = (words: readonly string[], input?: string | Buffer) => {
    const { status, stdout, stderr } = spawnSync(words[0]!, words.slice(1), { input, encoding: 'utf8', env: { ...process.env, PATH: `${root}:${process.env.PATH ?? ''}` } });
    return { exitCode: status, stdout, stderr, truncated: false, timedOut: false };
  };

  it('whether each is there or can be pulled; nothing of one that is neither', () => {
    const fact = pullableImages(['a@x', 'b@x', 'c@x']);
    if (fact.command.kind !== 'script') throw new Error('no script');
    const docker = (info: string) => spawnSync('sh', ['-euc', stub('docker', `case "$*" in info*) ${info} ;; 'image inspect --format . -- a@x' | 'manifest inspect -- b@x') ;; *) exit 1 ;; esac`), 'sh', root]);
    docker('echo 27.1');
    expect(fact.parse(answer(wordsOf(fact.command)))).toEqual(told(['a@x'], ['b@x']));
    docker('exit 1');
    expect(fact.parse(answer(wordsOf(fact.command)))).toBeUndefined();
  });

  it('what a backup tells of its own, and nothing else that somebody has written there', () => {
    const list = [
      { service: 'mongo', image: 'mongo:7', id: sha('1'), digests: [`a/mongo@${sha('0')}`, `mongo@${sha('2')}`, 'mongo@sha256:no', 7, `x@${sha('4')}\nimage evil evil`] },
      { service: 'redis', image: 'redis:7', id: null, digests: null },
      { service: 'a b', image: 'x', id: sha('3') },
    ];
    const made = spawnSync('python3', ['-I', '-S', '-c', "import io, sys, tarfile\ndata = sys.stdin.buffer.read(); info = tarfile.TarInfo('groundcrew/images.json'); info.size = len(data)\nwith tarfile.open(fileobj=sys.stdout.buffer, mode='w|') as tar: tar.addfile(info, io.BytesIO(data))"], { input: JSON.stringify(list) });
    const said = answer(['python3', '-I', '-S', '-c', readScript('facts/restic-images.py')], made.stdout);
    const { images, ids, digests } = resticVersions('/mnt/backup', secret('x'), null, null).parse(said);
    expect([...images]).toEqual([['mongo', 'mongo:7'], ['redis', 'redis:7']]);
    expect([...ids]).toEqual([['mongo', sha('1')]]);
    expect([...digests]).toEqual([['mongo', [sha('2'), sha('0')]], ['redis', []]]);
  });
});
