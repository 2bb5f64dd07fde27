import { describe, expect, it } from 'vitest';
import { isSecret, secret } from '@/lib/core/secret';
import { planStep } from '@/lib/engine/plan';
import { manifest } from '@/lib/guide/backups/manifest';
import { mongodbPart } from '@/lib/guide/backups/mongodb-part';
import { mongodbVerified } from '@/lib/guide/backups/mongodb-verified';
import { repository } from '@/lib/guide/backups/repository';
import { resticInstalled } from '@/lib/guide/backups/restic-installed';
import type { BackupWanted } from '@/lib/guide/backups/wanted';
import { mongoArchiveReader } from '@/lib/facts/mongo-archive';
import type { ResticLock } from '@/lib/facts/restic-repository';
import { readScript } from '@/lib/shell/read-script';
import { renderForAttempt } from '@/lib/shell/render';
import { inputsOf } from '../inputs';
import { readingsOf } from '../readings';

const passphrase = 'correct-horse "quoted" $(pwd)';
const set = '0123456789abcdefghjk';
const wanted: BackupWanted = { set, destination: { directory: '/srv/backups', passphrase: secret(passphrase), repositoryId: null } };
const steps = { restic: resticInstalled, repository: repository(wanted), known: repository({ ...wanted, destination: { ...wanted.destination, repositoryId: 'f'.repeat(64) } }), mongodb: mongodbPart(wanted), verified: mongodbVerified(wanted), manifest: manifest(wanted) };

const id = (digit: string) => digit.repeat(64);
const snapshot = (digit: string, ...tags: readonly string[]) => ({ id: id(digit), time: `2026-11-30T04:0${digit}:00.000Z`, tags: [`set=${set}`, ...tags], paths: [], hostname: 'clearml-1' });
const part = snapshot('1', 'source=mongodb', 'bytes=1000', 'mongodump=100.9.4', 'ended=2026-11-30T04:01:30Z');
const proof = snapshot('2', 'source=mongodb-proof', `of=${id('1')}`, 'collections=3', 'documents=12', 'archive-bytes=1000', `prelude=${id('9')}`);
const lock = (changes: Partial<ResticLock>): ResticLock => ({ id: id('a'), host: 'vm', pid: 7, since: '2026-11-30T04:22:48.414Z', isExclusive: false, isGone: true, ...changes });
const there = (...locks: ResticLock[]) => ({ state: 'there', id: id('f'), format: 2, locks });
const containers = [{ name: 'x', service: 'mongo', image: 'mongo:7', state: 'running', isUnhealthy: false, ports: [] }];
const restic = { version: '0.14.0', isEnough: true, compresses: true };
const ready = { repository: there(), snapshots: [], containers, restic };

const dump = `changes guide/backups/mongodb-part.sh /srv/backups /opt/allegro ${set} clearml-1 21600`;
const verify = (snapshotId: string) => `changes guide/backups/mongodb-verified.sh /srv/backups ${set} clearml-1 ${snapshotId} 21600 PROGRAM`;
const unlock = `changes rm -f -- /srv/backups/locks/${id('a')}`;
const written = JSON.stringify({
  version: 1, set, server: 'clearml-1', startedAt: part.time, endedAt: proof.time,
  parts: [{ source: 'mongodb', snapshot: id('1'), bytes: 1000, startedAt: part.time, endedAt: '2026-11-30T04:01:30Z', tool: 'mongodump 100.9.4', verified: { at: proof.time, snapshot: id('2'), collections: 3, documents: 12, preludeSha256: id('9') } }],
  tools: { restic: '0.14.0' },
});

const otherDisk = 'See whether the right disk is mounted there. If a new repository is meant, remove the destination and add it again.';

interface Row { readonly step: keyof typeof steps; readonly name: string; readonly facts: Readonly<Record<string, unknown>>; readonly commands?: readonly string[]; readonly blockedBy?: string }
const rows: readonly Row[] = [
  { step: 'restic', name: 'none', facts: {}, commands: ['downloads guide/backups/packages.sh'] },
  { step: 'restic', name: 'new enough', facts: { restic } },
  { step: 'restic', name: 'too old', facts: { restic: { version: '0.9.6', isEnough: false, compresses: false } }, blockedBy: "restic 0.9.6 is installed and too old. Put 0.12 or later into /usr/local/bin, from restic's releases on GitHub, then try again." },
  ...['absent', 'empty', 'unfinished', 'untold'].map((state): Row => ({ step: 'repository', name: state, facts: { repository: { state } }, commands: ['changes guide/backups/repository.sh /srv/backups'] })),
  { step: 'repository', name: 'there', facts: { repository: there(lock({ isGone: false })) } },
  { step: 'repository', name: 'another passphrase', facts: { repository: { state: 'wrong-passphrase' } }, blockedBy: 'The passphrase does not open the repository in /srv/backups. Enter the one that it was made with, or choose an empty directory.' },
  { step: 'repository', name: 'something else in it', facts: { repository: { state: 'other', found: 'photos' } }, blockedBy: '/srv/backups holds something that is no restic repository, such as "photos". Choose an empty directory for the backups.' },
  { step: 'repository', name: 'a file', facts: { repository: { state: 'other', found: '' } }, blockedBy: '/srv/backups is no directory. Choose another place for the backups.' },
  { step: 'repository', name: 'a link to another disk', facts: { repository: { state: 'empty' }, real: '/mnt/disk/backups' }, commands: ['changes guide/backups/repository.sh /srv/backups'] },
  { step: 'repository', name: "a link to ClearML's own data", facts: { repository: { state: 'empty' }, real: '/opt/allegro/data/backups' }, blockedBy: '/srv/backups leads to /opt/allegro/data/backups. ClearML keeps its own data there, and installing it afresh can empty that. Enter a directory of its own elsewhere, at best on another disk, such as "/mnt/backup".' },
  { step: 'known', name: 'there', facts: { repository: there() } },
  { step: 'known', name: 'another one', facts: { repository: { ...there(), id: id('e') } }, blockedBy: `In /srv/backups lies another repository than the one to which the backups went before. ${otherDisk}` },
  ...['absent', 'empty', 'unfinished'].map((state): Row => ({ step: 'known', name: state, facts: { repository: { state } }, blockedBy: `The repository to which the backups went before is not in /srv/backups. ${otherDisk}` })),
  { step: 'mongodb', name: 'before anything is there', facts: { ...ready, repository: { state: 'absent' }, snapshots: undefined }, commands: [dump] },
  { step: 'mongodb', name: 'stored', facts: { ...ready, snapshots: [part] } },
  { step: 'mongodb', name: 'stored, and nobody knows whether that is all', facts: { ...ready, snapshots: [snapshot('1', 'source=mongodb-unfinished')] }, commands: [dump] },
  { step: 'mongodb', name: 'under the other name of its service', facts: { ...ready, containers: [{ ...containers[0], service: 'mongodb' }] }, commands: [dump] },
  { step: 'mongodb', name: 'stopped', facts: { ...ready, containers: [{ ...containers[0], state: 'exited' }] }, blockedBy: 'No container of MongoDB runs in the project in /opt/allegro. Start ClearML first.' },
  { step: 'mongodb', name: 'without Docker', facts: { ...ready, containers: undefined }, blockedBy: 'No container of MongoDB runs in the project in /opt/allegro. Start ClearML first.' },
  { step: 'mongodb', name: 'after restic was killed', facts: { ...ready, repository: there(lock({})) }, commands: [unlock, dump] },
  { step: 'mongodb', name: 'while another restic is at it', facts: { ...ready, repository: there(lock({}), lock({ id: id('b'), host: 'nas', isGone: false })) }, blockedBy: 'The repository in /srv/backups is in use, by process 7 on nas since 2026-11-30T04:22:48.414Z. Wait until that has ended. If you know that it has, remove its lock as root with "restic -r /srv/backups unlock --remove-all".' },
  { step: 'verified', name: 'before it is stored', facts: { ...ready, snapshots: undefined }, commands: [verify('')] },
  { step: 'verified', name: 'stored', facts: { ...ready, snapshots: [part] }, commands: [verify(id('1'))] },
  { step: 'verified', name: 'proven', facts: { ...ready, snapshots: [part, proof] } },
  { step: 'verified', name: 'another snapshot was proven', facts: { ...ready, snapshots: [snapshot('1', 'source=mongodb'), snapshot('3', 'source=mongodb'), proof] }, commands: [verify(id('3'))] },
  { step: 'manifest', name: 'before its parts are there', facts: ready, commands: [`changes guide/backups/manifest.sh /srv/backups ${set} clearml-1 `] },
  { step: 'manifest', name: 'not proven', facts: { ...ready, snapshots: [part] }, commands: [`changes guide/backups/manifest.sh /srv/backups ${set} clearml-1 `] },
  { step: 'manifest', name: 'a proof that counts nothing', facts: { ...ready, snapshots: [part, snapshot('2', 'source=mongodb-proof', `of=${id('1')}`, 'documents=$(x)')] }, commands: [`changes guide/backups/manifest.sh /srv/backups ${set} clearml-1 `] },
  { step: 'manifest', name: 'all is there', facts: { ...ready, snapshots: [part, proof] }, commands: [`changes guide/backups/manifest.sh /srv/backups ${set} clearml-1 ${written}`] },
  { step: 'manifest', name: 'written', facts: { ...ready, snapshots: [part, proof, snapshot('4', 'source=manifest')] } },
];

const program = mongoArchiveReader.map(readScript).join('\n');
const plan = (row: Pick<Row, 'step' | 'facts'>) => {
  const inputs = inputsOf();
  return planStep(steps[row.step], readingsOf(steps[row.step].needs(inputs), { real: '/srv/backups', ...row.facts }), inputs);
};

it.each(rows.map((row) => [row.step, row.name, row] as const))('%s: %s', (_step, _name, row) => {
  const planned = plan(row);
  expect(planned.blockedBy).toBe(row.blockedBy ?? null);
  const texts = planned.commands.map((command) => (command.kind === 'script' ? [command.effect, command.file, ...command.args] : command.kind === 'exec' ? [command.effect, ...command.argv] : []).map((word) => (word === program ? 'PROGRAM' : word)).join(' '));
  expect(texts).toEqual(row.commands ?? []);
  for (const command of planned.commands) {
    expect(command.why).not.toBe('');
    expect(renderForAttempt(command, 0)).not.toContain('correct-horse');
    if (command.kind === 'script' && command.file !== 'guide/backups/packages.sh') expect(isSecret(command.stdin) && command.stdin.reveal()).toBe(passphrase);
  }
});

describe.each(Object.keys(steps) as (keyof typeof steps)[])('%s', (name) => {
  it('is blocked by a fact that can not be read', () => {
    const facts = Object.fromEntries(Object.keys(ready).map((each) => [each, { unreadable: 'The disk is on fire.' }]));
    expect(plan({ step: name, facts })).toMatchObject({ blockedBy: 'The disk is on fire.', commands: [] });
  });
});

it('is blocked without a passphrase', () => {
  const bare = repository({ set, destination: { directory: '/srv/backups', passphrase: secret(''), repositoryId: null } });
  expect(planStep(bare, readingsOf(bare.needs(inputsOf()), { repository: { state: 'empty' }, real: '/srv/backups' }), inputsOf()).blockedBy).toBe("The backup's destination has no passphrase. Enter it on the Backups page.");
});

it('takes no id of a backup that would be more than one tag', () => {
  expect(() => mongodbPart({ ...wanted, set: 'a,source=manifest' }).needs(inputsOf())).toThrow('Not the id of a backup');
});
