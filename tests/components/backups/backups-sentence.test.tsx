import { expect, it } from 'vitest';
import { backupsSentence, type ListedSet } from '@/components/backups/backups-sentence';
import { recoverySheet } from '@/components/backups/recovery-sheet';
import type { BackupPlace } from '@/lib/contract/backup-destination';
import { whyIncomplete } from '@/components/backups/set-words';

const now = Date.parse('2026-11-30T12:00:00.000Z');
const set = (changes: Partial<ListedSet> = {}): ListedSet => ({
  id: '0123456789abcdefghjk', destination: 'd', run: null, startedAt: '2026-11-30T06:00:00.000Z', endedAt: '2026-11-30T06:10:00.000Z', state: 'complete', verifiedAt: '2026-11-30T06:09:00.000Z', provenAt: null, bytes: 13_314_398_618,
  parts: [{ source: 'mongodb', bytes: 1, state: 'complete' }], ...changes,
});
const drill = (outcome: 'proven' | 'damaged' | 'failed', took: number | null) => ({ id: 'r'.repeat(20), set: '0123456789abcdefghjk', startedAt: '2026-11-28T11:00:00.000Z', endedAt: '2026-11-28T12:00:00.000Z', outcome, took, age: 5 * 3_600_000, files: 'all' as const, sentence: '' });
const half: Partial<ListedSet> = { state: 'incomplete', verifiedAt: null };
const running: Partial<ListedSet> = { ...half, endedAt: null };
const good = 'The last complete backup is 6 hours old: 12.4 GiB at /mnt/backup. It was read back. None was ever proven by a restore drill.';

it.each<[string, ListedSet[], string]>([
  ['none', [], 'Nothing was backed up yet.'],
  ['one', [set()], good],
  ['one that is being made now', [set(running), set()], good],
  ['the first, being made', [set(running)], 'The first backup is under way. Until it is complete, nothing is backed up.'],
  ['half a one only', [set(half)], 'The last backup is incomplete and counts for nothing. None is complete, so nothing can be restored.'],
  ['half a one since', [set(half), set()], `The last backup is incomplete and counts for nothing. ${good}`],
  ['half a one before', [set(), set(half)], good],
  ['one that calls itself complete and has not ended', [set({ endedAt: null })], 'The first backup is under way. Until it is complete, nothing is backed up.'],
  ['one that was restored', [set({ provenAt: '2026-11-28T12:00:00.000Z' })], 'The last complete backup is 6 hours old: 12.4 GiB at /mnt/backup. It was read back. Last proven restorable: 2 days ago.'],
  ['one that was restored in a drill', [set(), set({ provenAt: '2026-11-28T12:00:00.000Z', drill: drill('proven', 14 * 60_000) })], `${good.replace('None was ever proven by a restore drill.', '')}Last proven restorable: 2 days ago; a restore takes 14 min, and its data were 5 hours old.`],
  ['one whose drill failed', [set({ drill: drill('failed', null) })], `${good} The last drill failed, and found no damage.`],
  ['one whose drill failed on another server', [set({ drill: { ...drill('failed', null), on: 'b'.repeat(20), onName: 'two' } })], good],
  ['one that is damaged', [set({ drill: drill('damaged', null) })], `${good} The last drill found a damaged backup.`],
  ['one whose copy was restored', [set({ copies: [{ destination: 'e', state: 'complete', endedAt: '2026-11-28T11:00:00.000Z', provenAt: '2026-11-28T12:00:00.000Z', drill: drill('proven', 14 * 60_000) }] })], `${good.replace('None was ever proven by a restore drill.', '')}Last proven restorable: 2 days ago; a restore takes 14 min, and its data were 5 hours old.`],
  ['one proven before a drill that came to no end', [set({ provenAt: '2026-11-27T12:00:00.000Z', drill: drill('failed', null) })], `${good.replace('None was ever proven by a restore drill.', '')}Last proven restorable: 3 days ago. The last drill failed, and found no damage.`],
  ['one of a place that nobody knows', [set({ destination: 'x', verifiedAt: null })], 'The last complete backup is 6 hours old: 12.4 GiB. It was not read back. None was ever proven by a restore drill.'],
  ['one of a clock ahead', [set({ startedAt: '2026-12-30T06:00:00.000Z' })], 'The last complete backup is less than a minute old: 12.4 GiB at /mnt/backup. It was read back. None was ever proven by a restore drill.'],
])('says whether one is safe: %s', (_, sets, sentence) => {
  expect(backupsSentence(sets, (id) => (id === 'd' ? '/mnt/backup' : null), now)).toBe(sentence);
});

it.each<[Partial<ListedSet>, string]>([
  [{ parts: [] }, 'What is stored of it could not be told when it ended. The next backup asks.'],
  [{ parts: [{ source: 'mongodb', bytes: 1, state: 'complete' }, { source: 'elasticsearch', bytes: 0, state: 'incomplete' }, { source: 'files', bytes: 0, state: 'failed' }] }, 'Not stored and read back: Elasticsearch and the file server.'],
  [{}, 'It has no manifest that names its parts.'],
])('says why one counts for nothing', (changes, sentence) => {
  expect(whyIncomplete(set({ ...half, ...changes }))).toBe(sentence);
});

it('writes all that a restore needs on the recovery sheet, and nothing of it is markup', () => {
  const passphrase = `<script>alert("1")</script>&'x`;
  const sheet = new DOMParser().parseFromString(recoverySheet({ server: { name: 'alpha', address: '192.0.2.1', login: 'ops' }, place: { kind: 'directory', path: '/mnt/backup' }, passphrase, madeAt: 'Nov 30, 2026' }), 'text/html');
  expect([...sheet.querySelectorAll('td')].map(({ textContent }) => textContent)).toEqual(['alpha', 'ops@192.0.2.1', '/mnt/backup', passphrase, 'Nov 30, 2026']);
  expect(sheet.querySelector('script')).toBeNull();
  expect(sheet.querySelectorAll('ol li')).toHaveLength(3);
  expect(sheet.body.textContent).toContain('If this passphrase is lost, nobody can read the backups.');
});

it.each<[BackupPlace, string, string]>([
  [{ kind: 'directory', path: '/mnt/backup' }, '/mnt/backup', 'restic 0.14 or later'],
  [{ kind: 'sftp', host: 'backup.example.com', port: 22, user: 'me', path: '/srv/one', hostKey: 'ssh-ed25519 AAAA' }, 'sftp://me@backup.example.com:22//srv/one', 'private key'],
  [{ kind: 's3', endpoint: 'https://s3.example.com', bucket: 'backups', prefix: 'one', region: '', keyId: 'id' }, 's3:https://s3.example.com/backups/one', 'access key'],
  [{ kind: 'rest', url: 'https://backup.example.com/one/', user: '' }, 'rest:https://backup.example.com/one/', 'a user and a password'],
])('names the repository on the sheet as restic itself wants it, and what else is asked for: %j', (place, repository, first) => {
  const sheet = new DOMParser().parseFromString(recoverySheet({ server: { name: 'alpha', address: '192.0.2.1', login: 'ops' }, place, passphrase: 'x', madeAt: '' }), 'text/html');
  expect([...sheet.querySelectorAll('ol code')].map(({ textContent }) => textContent)).toEqual([`restic -r ${repository} snapshots`]);
  expect(sheet.querySelector('ol')?.textContent).toContain(first);
});

it('names on the sheet the port of a place by SFTP that is not the usual one', () => {
  const place: BackupPlace = { kind: 'sftp', host: 'backup.example.com', port: 2222, user: 'me', path: '/srv/one', hostKey: 'ssh-ed25519 AAAA' };
  expect(recoverySheet({ server: { name: 'alpha', address: '192.0.2.1', login: 'ops' }, place, passphrase: 'x', madeAt: '' })).toContain('<td>me@backup.example.com:/srv/one, port 2222</td>');
});
