import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { backupPlace, type BackupPlace } from '@/lib/contract/backup-destination';
import { secret } from '@/lib/core/secret';
import { openingOf } from '@/lib/guide/backups/opening';
import type { BackupWanted } from '@/lib/guide/backups/wanted';
import { BackupBench, missingForBackups as missing } from '@/tests/support/backup-bench';
import { copyBackup, liesThere, seedBackup, whole } from '@/tests/support/copied-backup';
import { missingForPlaces, serveRest, serveS3, serveSftp, type Served } from '@/tests/support/far-places';
import { inputsOf } from '../lib/guide/inputs';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 }); // Go builds the S3 server
let bench: BackupBench;
const opening = (place: BackupPlace, words: string, key: string | null) => ({ ...openingOf(backupPlace.parse(place), secret(words), key === null ? null : secret(key)), repositoryId: null });

const skipped = missing ?? missingForPlaces;
describe.skipIf(skipped !== undefined)(`a copy between places elsewhere${skipped === undefined ? '' : ` (skipped: this machine has no ${skipped})`}`, () => {
  const words = (name: string) => `passphrase of ${name} "x" $(x)`;
  const served = new Map<string, Served>();
  beforeAll(async () => {
    bench = new BackupBench(() => inputsOf({}));
    seedBackup(bench, bench.wanted.set);
    for (const [name, serve] of [['sftp', serveSftp], ['another sftp', serveSftp], ['s3', serveS3], ['a rest-server that only takes more', (folder: string) => serveRest(folder, '--append-only')]] as const) {
      const folder = path.join(bench.root, name.replaceAll(' ', '-'));
      mkdirSync(folder);
      served.set(name, await serve(folder));
    }
  });
  afterAll(() => {
    for (const each of served.values()) each.stop();
    bench.close();
  });
  const at = (name: string) => {
    const { place, secret: key } = served.get(name)!;
    return opening(place, words(name), key);
  };
  // Each repository is the first one of the next copy: nothing could be copied from it, were it not complete.
  it.each([['the directory', 's3'], ['s3', 'sftp'], ['sftp', 'another sftp'], ['another sftp', 'a rest-server that only takes more']])('goes from %s to %s', (from, to) => {
    const wanted: BackupWanted = { set: bench.wanted.set, destination: from === 'the directory' ? bench.wanted.destination : at(from), copy: { destination: at(to) } };
    const { ran, ended } = copyBackup(bench, wanted);
    expect([ended, ran.slice(0, 3)]).toEqual([undefined, whole]);
    expect(liesThere(bench, wanted).stored.isComplete).toBe(true);
  });
});
