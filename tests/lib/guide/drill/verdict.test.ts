import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@/lib/core/ids';
import { script } from '@/lib/shell/command';
import { wordsOf } from '@/lib/shell/render';
import { stub } from '../../../support/mount-namespace';

const lost = 'ignoring error for /a: StreamPack: open /backups/data/88/88e2: no such file or directory';

describe.skipIf(process.getuid?.() !== 0)('what a drill says of the backup (as root)', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'verdict-'));
  const put = (name: string, text: string) => spawnSync('sh', ['-euc', stub(name, text), 'sh', `${root}/bin`]);
  beforeAll(() => {
    mkdirSync(`${root}/bin`);
    // It listens at once.
    put('python3', ':');
    put('docker', `case "$*" in
  create*) echo abc123; echo "$*" >>"$MADE" ;;
  'image inspect --format {{.Id}} -- mongo@sha256:there') echo sha256:stored ;;
  'image inspect'*) exit 1 ;;
  *OOMKilled*) echo "$STATE" ;;
  *State.Running*) echo true ;;
  *.Image*) echo image ;;
  *NetworkSettings*) echo 127.0.0.1 ;;
esac`);
    put('restic', 'exit "$RESTIC"');
  });
  afterAll(() => rmSync(root, { recursive: true }));
  /** A drill of MongoDB whose restore is this script. `restic`: how restic ends that is asked whether the repository is there. */
  const drill = (restore: string, { state = 'true false', restic = 0, image = [] as string[] } = {}) => {
    const words = wordsOf(script('guide/drill/mongodb.sh', ['/backups', 'a', 'b', '60', 'reader', 'program', restore, newId(), `${root}/drill`, `${root}/elsewhere`, 'allegro-mongo', '1', '1', ...image], { why: '' }));
    rmSync(`${root}/made`, { force: true });
    const { status, stderr } = spawnSync(words[0]!, words.slice(1), { input: 'passphrase', encoding: 'utf8', env: { ...process.env, PATH: `${root}/bin:${process.env.PATH ?? ''}`, STATE: state, RESTIC: String(restic), MADE: `${root}/made` } });
    expect(existsSync(`${root}/drill`)).toBe(false);
    return { status, last: stderr.trim().split('\n').findLast((line) => !line.startsWith('! ')) };
  };
  const says = (words: string, code: number) => `printf '%s\\n' '${words}' "MongoDB is half restored." >&2; exit ${code}`;

  it.each<[string, string, Parameters<typeof drill>[1]]>([
    ['its archive is not whole', says('It is cut.', 62), {}],
    ['restic finds a piece damaged', says('ignoring error for /a: ciphertext verification failed', 61), {}],
    ['a piece is gone, and the repository is there', says(lost, 61), {}],
  ])('damaged, where %s', (_what, restore, how) => {
    expect(drill(restore, how)).toEqual({ status: 62, last: expect.stringMatching(/^The backup is damaged, so it is not proven any more\. .* MongoDB is half restored\.$/) as string });
  });

  it.each<[string, string, Parameters<typeof drill>[1]]>([
    ['the restore was killed', 'kill -9 $$', {}],
    ['mongorestore failed', says('mongorestore: connection reset', 61), {}],
    ['the whole place has gone', says(lost, 61), { restic: 1 }],
    ['restic tried again and went on', says('Load(<data/88e2ad11c9>, 1, 0) returned error, retrying after 1s: open /backups/data/88: no such file or directory', 61), {}],
    ['counts differ in a container that was killed at its limit of memory', says('backend.task has 1 documents, and 2 in the backup.', 62), { state: 'false true' }],
  ])('nothing, where %s', (_what, restore, how) => {
    expect(drill(restore, how)).toEqual({ status: 61, last: expect.stringMatching(/^The drill could not restore the backup, and found no damage in it: what was known of it stays so\. /) as string });
  });

  it('that it was restored', () => {
    expect(drill('exit 0').status).toBe(0);
    expect(readFileSync(`${root}/made`, 'utf8')).toMatch(/ image\n$/);
  });

  it("of another server's backup, restored into the image that it was made with; and nothing once that is gone", () => {
    expect(drill('exit 0', { image: ['mongo@sha256:there'] }).status).toBe(0);
    expect(readFileSync(`${root}/made`, 'utf8')).toMatch(/ --pull never .* sha256:stored\n$/);
    expect(drill('exit 0', { image: ['mongo@sha256:gone'] })).toEqual({ status: 61, last: expect.stringMatching(/^The image mongo@sha256:gone, .* is not here any more\./) as string });
    expect(existsSync(`${root}/made`)).toBe(false);
  });
});
