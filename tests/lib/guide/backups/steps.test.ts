import { describe, expect, it } from 'vitest';
import { isSecret, secret } from '@/lib/core/secret';
import { planStep } from '@/lib/engine/plan';
import { configurationPart } from '@/lib/guide/backups/configuration-part';
import { configurationVerified } from '@/lib/guide/backups/configuration-verified';
import { elasticsearchPart } from '@/lib/guide/backups/elasticsearch-part';
import { elasticsearchPathRepo } from '@/lib/guide/backups/elasticsearch-path-repo';
import { elasticsearchVerified } from '@/lib/guide/backups/elasticsearch-verified';
import { filesPart } from '@/lib/guide/backups/files-part';
import { filesVerified } from '@/lib/guide/backups/files-verified';
import { manifest } from '@/lib/guide/backups/manifest';
import { mongodbPart } from '@/lib/guide/backups/mongodb-part';
import { mongodbVerified } from '@/lib/guide/backups/mongodb-verified';
import { repository } from '@/lib/guide/backups/repository';
import { placeEdits } from '@/lib/guide/backups/elasticsearch-place';
import { resticInstalled } from '@/lib/guide/backups/restic-installed';
import { runbook } from '@/lib/guide/backups/runbook';
import { runbookKept } from '@/lib/guide/backups/runbook-kept';
import type { BackupWanted } from '@/lib/guide/backups/wanted';
import { editOverride } from '@/lib/guide/materials/override-edit';
import type { ResticLock } from '@/lib/facts/restic-repository';
import type { Command } from '@/lib/shell/command';
import { renderForAttempt } from '@/lib/shell/render';
import { inputsOf, type CaseSettings } from '../inputs';
import { readingsOf } from '../readings';

const passphrase = 'correct-horse "quoted" $(pwd)';
const set = '0123456789abcdefghjk';
const wanted: BackupWanted = { set, destination: { directory: '/srv/backups', passphrase: secret(passphrase), repositoryId: null } };
const steps = { restic: resticInstalled, repository: repository(wanted), known: repository({ ...wanted, destination: { ...wanted.destination, repositoryId: 'f'.repeat(64) } }), mongodb: mongodbPart(wanted), verified: mongodbVerified(wanted), place: elasticsearchPathRepo, elasticsearch: elasticsearchPart(wanted), elasticsearchVerified: elasticsearchVerified(wanted), configuration: configurationPart(wanted), configurationVerified: configurationVerified(wanted), files: filesPart(wanted), filesVerified: filesVerified(wanted), manifest: manifest(wanted), runbook: runbookKept(wanted) };

const id = (digit: string) => digit.repeat(64);
const snapshot = (digit: string, ...tags: readonly string[]) => ({ id: id(digit), time: `2026-11-30T04:0${digit}:00.000Z`, tags: [`set=${set}`, ...tags], paths: [], hostname: 'clearml-1' });
const part = snapshot('1', 'source=mongodb', 'bytes=1000', 'mongodump=100.9.4', 'ended=2026-11-30T04:01:30Z');
const proof = snapshot('2', 'source=mongodb-proof', `of=${id('1')}`, 'collections=3', 'documents=12', 'archive-bytes=1000', `prelude=${id('9')}`);
const elastic = snapshot('3', 'source=elasticsearch', 'bytes=70', 'elasticsearch=7.17.18', `counts=${id('7')}`, 'uuid=r1bZ3JmASSC9bJb3hFFgVQ', 'ended=2026-11-30T04:03:30Z');
const elasticProof = snapshot('4', 'source=elasticsearch-proof', `of=${id('3')}`, 'archive-bytes=70');
const configured = snapshot('5', 'source=configuration', 'bytes=50', 'ended=2026-11-30T04:05:10Z');
const configurationProof = snapshot('6', 'source=configuration-proof', `of=${id('5')}`, 'files=8', 'bytes=40', 'services=12', 'images=9');
const filed = { ...snapshot('7', 'source=files', 'files=10', 'bytes=700', 'ended=2026-11-30T04:07:30Z'), paths: ['/opt/allegro/data/fileserver'] };
const filesProof = snapshot('8', 'source=files-proof', `of=${id('7')}`, 'files=10', 'bytes=700', 'read=100.0000');
const all = [part, proof, elastic, elasticProof, configured, configurationProof, filed, filesProof];
const indices = { of: id('3'), state: 'SUCCESS', shards: 2, indices: [{ name: 'events-log-d1bd', documents: 12 }, { name: 'old', documents: null }] };
const digest = `sha256:${'c'.repeat(64)}`;
const image = { service: 'apiserver', image: 'registry:5000/clearml/apiserver:3.25.0-612', id: `sha256:${id('d')}`, digest: `registry:5000/clearml/apiserver@${digest}` };
const counts = ['project', 'task', 'user'].map((collection, index) => ({ db: 'backend', collection, documents: index * 4 }));
const contents = { images: [image], collections: { isWhole: true, collections: counts.map((each) => ({ ...each, bytes: 9 })), documents: 12, bytes: 27, archiveBytes: 1000, preludeSha256: id('9') } };
const setup = (changes: object = {}) => ({ state: 'answered', setup: { status: 'yellow', places: ['/usr/share/elasticsearch/snapshots'], running: [], ...changes } });
const lock = (changes: Partial<ResticLock>): ResticLock => ({ id: id('a'), host: 'vm', pid: 7, since: '2026-11-30T04:22:48.414Z', isExclusive: false, isGone: true, ...changes });
const there = (...locks: ResticLock[]) => ({ state: 'there', id: id('f'), format: 2, locks });
const containers = [{ name: 'x', service: 'mongo', image: 'mongo:7', state: 'running', isUnhealthy: false, ports: [] }];
const restic = { version: '0.14.0', isEnough: true, compresses: true };
const disks = (more: object = {}) => ({ all: [{ target: '/', uuid: 'r' }, { target: '/opt/allegro/data', uuid: 'd' }], paths: new Map(), ...more });
const ready = { repository: there(), snapshots: [], containers: [...containers, { ...containers[0], service: 'elasticsearch' }], restic, elasticsearch: setup(), directory: { map: {} }, mounts: disks(), lying: undefined };

const dump = `changes guide/backups/mongodb-part.sh /srv/backups /opt/allegro ${set} clearml-1 21600`;
const verify = (snapshotId: string) => `changes guide/backups/mongodb-verified.sh /srv/backups ${set} clearml-1 ${snapshotId} 21600`;
const take = `changes guide/backups/elasticsearch-part.sh /srv/backups /opt/allegro ${set} clearml-1 21600 /usr/share/elasticsearch/snapshots`;
const readBack = (...words: string[]) => `changes guide/backups/elasticsearch-verified.sh /srv/backups ${set} clearml-1 ${words.join(' ')} 21600`;
const recreate = 'restarts guide/backups/elasticsearch-recreated.sh /opt/allegro elasticsearch /usr/share/elasticsearch/snapshots 300 docker compose --ansi never --env-file constants.env';
const directory = '/opt/allegro/data/elastic_snapshots';
const lies = (content: string) => ({ content, sha256: 'x', mode: 0o600, owner: '0:0', ownerName: 'root:root', bytes: content.length });
const noPlace = setup({ places: [] });
const configure = `changes guide/backups/configuration-part.sh /srv/backups /opt/allegro ${set} clearml-1 600 /opt/allegro/docker-compose.yml /opt/allegro/docker-compose.override.yml /opt/allegro/constants.env /opt/allegro/config -- /opt/allegro/runtime_created.env /etc/sysctl.d/99-allegro.conf /etc/systemd/system/disable-thp.service`;
const verifyConfiguration = (snapshotId: string) => `changes guide/backups/configuration-verified.sh /srv/backups ${set} clearml-1 ${snapshotId} 600 /opt/allegro /etc/sysctl.d/99-allegro.conf /etc/systemd/system/disable-thp.service`;
const file = (tree = '/opt/allegro/data/fileserver', scratch = '') => `changes guide/backups/files-part.sh /srv/backups ${tree} ${set} clearml-1 86400 ${scratch}`;
const verifyFiles = (...words: string[]) => `changes guide/backups/files-verified.sh /srv/backups ${set} clearml-1 ${[words[0], '21600', words[1], words[2]].join(' ')} 10000000000`;
const mountIt = 'Mount it ("mount -a" as root), then try again: without it the backup would hold an empty directory in place of the file server\'s files.';
const unlock = `changes rm -f -- /srv/backups/locks/${id('a')}`;
const written = JSON.stringify({
  version: 1, set, server: 'clearml-1', layout: 'guide', clearml: '3.25.0-612', images: [image], startedAt: part.time, endedAt: filesProof.time,
  parts: [{ source: 'mongodb', snapshot: id('1'), bytes: 1000, startedAt: part.time, endedAt: '2026-11-30T04:01:30Z', tool: 'mongodump 100.9.4', verified: { at: proof.time, snapshot: id('2'), collections: 3, documents: 12, preludeSha256: id('9'), counts } },
    { source: 'elasticsearch', snapshot: id('3'), bytes: 70, startedAt: elastic.time, endedAt: '2026-11-30T04:03:30Z', tool: 'elasticsearch 7.17.18', verified: { at: elasticProof.time, snapshot: id('4'), state: 'SUCCESS', shards: 2, documents: 12, count: 2, indices: indices.indices } },
    { source: 'configuration', snapshot: id('5'), bytes: 40, startedAt: configured.time, endedAt: '2026-11-30T04:05:10Z', verified: { at: configurationProof.time, snapshot: id('6'), files: 8, services: 12, images: 9 } },
    { source: 'files', snapshot: id('7'), bytes: 700, startedAt: filed.time, endedAt: '2026-11-30T04:07:30Z', path: '/opt/allegro/data/fileserver', verified: { at: filesProof.time, snapshot: id('8'), files: 10, readPercent: '100.0000' } }],
  tools: { restic: '0.14.0' },
});

const otherDisk = 'See whether the right disk is mounted there. If a new repository is meant, remove the destination and add it again.';

interface Row { readonly step: keyof typeof steps; readonly name: string; readonly facts: Readonly<Record<string, unknown>>; readonly settings?: CaseSettings; readonly commands?: readonly string[]; /** What stands before the passphrase in the input of the manifest's script. */ readonly input?: string; readonly blockedBy?: string }
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
  { step: 'place', name: 'there', facts: ready },
  { step: 'place', name: "ClearML's files lack it", facts: { ...ready, elasticsearch: noPlace }, commands: [`changes install -d -m 0750 -o 1000 -g 1000 -- ${directory}`, 'changes /opt/allegro/docker-compose.override.yml', recreate] },
  { step: 'place', name: 'the file has it, and Elasticsearch was not recreated', facts: { ...ready, elasticsearch: noPlace, override: lies(editOverride(null, placeEdits(inputsOf().layout, 'elasticsearch')) ?? ''), directory: { map: { [directory]: { kind: 'directory', mode: 0o750, owner: '1000:0' } } } }, commands: [recreate] },
  { step: 'place', name: "what lies there is kept, and the directory is root's", facts: { ...ready, elasticsearch: noPlace, override: lies('services: {}\n'), directory: { map: { [directory]: { kind: 'directory', mode: 0o755, owner: '0:0' } } } }, commands: [`changes chown -- 1000:1000 ${directory}`, `changes chmod -- u+rwx ${directory}`, 'changes guide/installation/keep-copy.sh /opt/allegro/docker-compose.override.yml', 'changes /opt/allegro/docker-compose.override.yml', recreate] },
  { step: 'place', name: 'another one', facts: { ...ready, elasticsearch: setup({ places: ['/snap'] }) }, blockedBy: 'Elasticsearch has places for snapshots already (path.repo is /snap). Add /usr/share/elasticsearch/snapshots to them where that is set, mount a directory of the server there, and recreate Elasticsearch.' },
  { step: 'place', name: 'a file that is no YAML', facts: { ...ready, elasticsearch: noPlace, override: lies('a: [') }, blockedBy: "/opt/allegro/docker-compose.override.yml on the server can't be read as YAML, so Elasticsearch's place for snapshots can't be added. Correct it on the Materials page and install it again." },
  { step: 'place', name: 'stopped', facts: { ...ready, elasticsearch: { state: 'stopped' } }, blockedBy: 'No container of Elasticsearch runs in the project in /opt/allegro. Start ClearML first.' },
  { step: 'elasticsearch', name: 'not stored', facts: ready, commands: [take] },
  { step: 'elasticsearch', name: 'stored, while it is away', facts: { ...ready, snapshots: [elastic], elasticsearch: { state: 'stopped' } } },
  { step: 'elasticsearch', name: 'stored, and nobody knows whether that is all', facts: { ...ready, snapshots: [snapshot('3', 'source=elasticsearch-unfinished')], elasticsearch: setup({ running: [{ repository: 'groundcrew', snapshot: `groundcrew-${set}` }] }) }, commands: [take] },
  { step: 'elasticsearch', name: 'red', facts: { ...ready, elasticsearch: setup({ status: 'red' }) }, blockedBy: 'Elasticsearch is red: it lacks data, and a snapshot would lack them, too. Bring it back to yellow or green first; see its findings on the health page.' },
  { step: 'elasticsearch', name: "somebody else's snapshot", facts: { ...ready, elasticsearch: setup({ running: [{ repository: 'nas', snapshot: 'nightly' }] }) }, blockedBy: 'Elasticsearch makes the snapshot "nightly" in the repository "nas" just now. Wait until that has ended, then try again.' },
  { step: 'elasticsearch', name: 'silent', facts: { ...ready, elasticsearch: { state: 'silent', error: 'no answer' } }, blockedBy: 'Elasticsearch does not answer: no answer. See its findings on the health page, then try again.' },
  { step: 'elasticsearchVerified', name: 'before it is stored', facts: ready, commands: [readBack('', '', '', '')] },
  { step: 'elasticsearchVerified', name: 'stored', facts: { ...ready, snapshots: [elastic] }, commands: [readBack(id('3'), id('7'), '70', 'r1bZ3JmASSC9bJb3hFFgVQ')] },
  { step: 'elasticsearchVerified', name: 'proven', facts: { ...ready, snapshots: [elastic, elasticProof] } },
  { step: 'configuration', name: 'before anything is there', facts: { ...ready, snapshots: undefined }, commands: [configure] },
  { step: 'configuration', name: 'stored', facts: { ...ready, snapshots: [configured] } },
  { step: 'configuration', name: 'without an override', settings: { files: { override: null } }, facts: ready, commands: [configure.replace(' /opt/allegro/docker-compose.override.yml', '').replace(' -- ', ' -- /opt/allegro/docker-compose.override.yml ')] },
  { step: 'configurationVerified', name: 'before it is stored', facts: ready, commands: [verifyConfiguration('')] },
  { step: 'configurationVerified', name: 'stored', facts: { ...ready, snapshots: [configured] }, commands: [verifyConfiguration(id('5'))] },
  { step: 'configurationVerified', name: 'proven', facts: { ...ready, snapshots: all } },
  { step: 'files', name: 'before anything is there', facts: { ...ready, snapshots: undefined, real: '/opt/allegro/data/fileserver' }, commands: [file()] },
  { step: 'files', name: 'stored', facts: { ...ready, snapshots: [filed] } },
  { step: 'files', name: 'stored, and nobody knows whether that is all', facts: { ...ready, snapshots: [snapshot('7', 'source=files-unfinished')] }, commands: [file()] },
  { step: 'files', name: 'of a generation with a scratch', settings: { layout: 'v3.29' }, facts: ready, commands: [file(undefined, 'tmp')] },
  { step: 'files', name: 'where the override mounts another place', settings: { files: { constants: 'DISK=/disks\n', compose: 'services: {fileserver: {volumes: ["./a:/mnt/fileserver", "/logs:/var/log"]}, apiserver: {volumes: ["/other:/mnt/fileserver"]}}\n', override: 'services: {fileserver: {volumes: ["${DISK}/files/:/mnt/fileserver/"]}}\n' } }, facts: ready, commands: [file('/disks/files')] },
  { step: 'files', name: 'in a volume of Docker', settings: { files: { compose: 'services: {fileserver: {volumes: ["files:/mnt/fileserver", "/logs:/var/log"]}}\n' } }, facts: ready, blockedBy: 'The compose files do not say in which directory of the server the file server keeps its files: neither is one mounted at /mnt/fileserver of its container, nor /opt/allegro/data/fileserver anywhere in it. Mount one, then try again.' },
  { step: 'files', name: 'at another place of its container', settings: { files: { compose: 'services: {fileserver: {volumes: ["/opt/allegro/data/fileserver/:/files"]}}\n' } }, facts: ready, commands: [file()] },
  { step: 'files', name: 'below the base', settings: { files: { compose: 'services: {fileserver: {volumes: ["./a:/mnt/fileserver"]}}\n' } }, facts: ready, commands: [file('/opt/allegro/a')] },
  { step: 'files', name: 'on a disk of the installation that is gone', facts: { ...ready, recorded: '/opt/allegro/data=d /opt/allegro/data/fileserver=f' }, blockedBy: `The disk of /opt/allegro/data/fileserver is not mounted, though it was when ClearML was installed. ${mountIt}` },
  ...['/opt/allegro/data/fileserver', '/opt', '/opt/allegro/data/fileserver/company'].map((target): Row => ({ step: 'files', name: `${target} is not mounted`, facts: { ...ready, mounts: disks({ unmounted: ['/mnt/x', target] }) }, blockedBy: `The disk of ${target} is not mounted, though /etc/fstab or a mount unit wants it there. ${mountIt}` })),
  { step: 'files', name: 'a link to a disk that is not mounted', facts: { ...ready, real: '/mnt/big/files', mounts: disks({ unmounted: ['/mnt/big'] }) }, blockedBy: `The disk of /mnt/big is not mounted, though /etc/fstab or a mount unit wants it there. ${mountIt}` },
  { step: 'files', name: 'while other disks are gone', facts: { ...ready, real: '/opt/allegro/data/fileserver', recorded: '/var/lib/docker=x', mounts: disks({ unmounted: ['/opt/allegro/data/fileserver-old', '/srv'] }) }, commands: [file()] },
  { step: 'filesVerified', name: 'before they are stored', facts: ready, commands: [verifyFiles('', '', '')] },
  { step: 'filesVerified', name: 'stored', facts: { ...ready, snapshots: [filed] }, commands: [verifyFiles(id('7'), '10', '700')] },
  { step: 'filesVerified', name: 'proven', facts: { ...ready, snapshots: all } },
  { step: 'manifest', name: 'before its parts are there', facts: ready, commands: [`changes guide/backups/manifest.sh /srv/backups ${set} clearml-1`] },
  { step: 'manifest', name: 'not proven', facts: { ...ready, snapshots: [part] }, commands: [`changes guide/backups/manifest.sh /srv/backups ${set} clearml-1`] },
  { step: 'manifest', name: 'a proof that counts nothing', facts: { ...ready, snapshots: [part, snapshot('2', 'source=mongodb-proof', `of=${id('1')}`, 'documents=$(x)'), ...all.slice(2)], indices, contents }, commands: [`changes guide/backups/manifest.sh /srv/backups ${set} clearml-1`] },
  { step: 'manifest', name: 'the counts are of another part', facts: { ...ready, snapshots: all, indices: { ...indices, of: id('1') }, contents }, commands: [`changes guide/backups/manifest.sh /srv/backups ${set} clearml-1`] },
  { step: 'manifest', name: 'the counts are not there', facts: { ...ready, snapshots: all, contents }, commands: [`changes guide/backups/manifest.sh /srv/backups ${set} clearml-1`] },
  ...[undefined, { ...contents, collections: undefined }, { ...contents, images: undefined }, { ...contents, collections: { ...contents.collections, documents: 13 } }, { ...contents, collections: { ...contents.collections, preludeSha256: id('8') } }].map((other, index): Row => ({ step: 'manifest', name: `what it holds is not told, or of another proof (${index})`, facts: { ...ready, snapshots: all, indices, contents: other }, commands: [`changes guide/backups/manifest.sh /srv/backups ${set} clearml-1`] })),
  { step: 'manifest', name: 'all is there', facts: { ...ready, snapshots: all, indices, contents }, commands: [`changes guide/backups/manifest.sh /srv/backups ${set} clearml-1`], input: written },
  ...[proof, elastic, elasticProof, configured, configurationProof, filed, filesProof].map((gone): Row => ({ step: 'manifest', name: `without ${gone.tags[1]}`, facts: { ...ready, snapshots: all.filter((each) => each !== gone), indices, contents }, commands: [`changes guide/backups/manifest.sh /srv/backups ${set} clearml-1`] })),
  { step: 'manifest', name: 'written', facts: { ...ready, snapshots: [part, proof, snapshot('4', 'source=manifest')] } },
  { step: 'runbook', name: 'not there', facts: { lying: undefined }, commands: ['changes /srv/backups/RESTORE.md'] },
  { step: 'runbook', name: 'of other settings', facts: { lying: lies(runbook(inputsOf({ layout: 'oss' }), '/srv/backups')) }, commands: ['changes /srv/backups/RESTORE.md'] },
  { step: 'runbook', name: 'as it is', facts: { lying: lies(runbook(inputsOf(), '/srv/backups')) } },
];

const plan = (row: Pick<Row, 'step' | 'facts' | 'settings'>) => {
  const inputs = inputsOf(row.settings);
  return planStep(steps[row.step], readingsOf(steps[row.step].needs(inputs), { real: '/srv/backups', ...row.facts }), inputs);
};

it.each(rows.map((row) => [row.step, row.name, row] as const))('%s: %s', (_step, _name, row) => {
  const planned = plan(row);
  expect(planned.blockedBy).toBe(row.blockedBy ?? null);
  const texts = planned.commands.map((command) => (command.kind === 'script' ? [command.effect, command.file, ...command.args] : command.kind === 'exec' ? [command.effect, ...command.argv] : command.kind === 'install' ? [command.effect, command.path] : []).join(' '));
  expect(texts).toEqual(row.commands ?? []);
  for (const command of planned.commands) {
    expect(command.why).not.toBe('');
    expect(renderForAttempt(command, 0)).not.toContain('correct-horse');
    if (command.kind === 'script' && !['guide/backups/packages.sh', 'guide/installation/keep-copy.sh', 'guide/backups/elasticsearch-recreated.sh'].includes(command.file)) expect(isSecret(command.stdin) && command.stdin.reveal()).toBe(command.file === 'guide/backups/manifest.sh' ? `${row.input ?? ''}\n${passphrase}` : passphrase);
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

/** As its script is given it. */
function manifestIn(command: Command | undefined): Record<string, unknown> {
  if (command?.kind !== 'script' || !isSecret(command.stdin)) throw new Error('No manifest.');
  return JSON.parse(command.stdin.reveal().split('\n')[0] ?? '') as Record<string, unknown>;
}

it('leaves a list that is too long out of the manifest as a whole, and says where it stands', () => {
  const many = <T>(of: (index: number) => T) => Array.from({ length: 5000 }, (_, index) => of(index));
  // As wide as a name may be.
  const collections = many((index) => ({ db: 'backend', collection: `ï${index}`.padEnd(60, 'x'), documents: 1, bytes: 1 }));
  const longProof = snapshot('2', 'source=mongodb-proof', `of=${id('1')}`, 'collections=5000', 'documents=5000', 'archive-bytes=1000', `prelude=${id('9')}`);
  const facts = {
    ...ready, snapshots: [part, longProof, ...all.slice(2)], indices: { ...indices, indices: many((index) => ({ name: `events-${index}`.padEnd(60, 'x'), documents: 1 })) },
    contents: { images: [image, ...many((index) => ({ ...image, service: `s${index}` }))], collections: { ...contents.collections, collections, documents: 5000 } },
  };
  const told = manifestIn(plan({ step: 'manifest', facts }).commands[0]);
  expect(told).toMatchObject({ clearml: '3.25.0-612', imagesIn: 'configuration.tar', parts: [{ verified: { collections: 5000, documents: 5000, countsIn: 'mongodb.json' } }, { verified: { count: 5000, documents: 5000, indicesIn: 'elasticsearch.json' } }, {}, {}] });
  expect(JSON.stringify(told)).not.toMatch(/"(?:images|counts|indices)":\[/);
  // What even an answer of the server did not take.
  const longer = manifestIn(plan({ step: 'manifest', facts: { ...facts, contents: { images: 'long', collections: 'long' } } }).commands[0]);
  expect(longer).toMatchObject({ clearml: null, imagesIn: 'configuration.tar', parts: [{ verified: { documents: 5000, countsIn: 'mongodb.json' } }, {}, {}, {}] });
  // Some thousand of usual length are all in it.
  const fitting = many((index) => ({ db: 'backend', collection: `c${index}`, documents: 1, bytes: 1 })).slice(0, 4000);
  const usual = snapshot('2', 'source=mongodb-proof', `of=${id('1')}`, 'collections=4000', 'documents=4000', 'archive-bytes=1000', `prelude=${id('9')}`);
  const whole = manifestIn(plan({ step: 'manifest', facts: { ...facts, snapshots: [part, usual, ...all.slice(2)], contents: { ...contents, collections: { ...contents.collections, collections: fitting, documents: 4000 } } } }).commands[0]) as { parts: { verified: { counts?: object[] } }[] };
  expect(whole.parts[0]?.verified.counts).toHaveLength(4000);
});

it('names in the manifest, and in the command that stores the files, what was left out', () => {
  const exclude = ['company/*.tmp'];
  const planned = [manifest({ ...wanted, exclude }), filesPart({ ...wanted, exclude })].map((step) => planStep(step, readingsOf(step.needs(inputsOf()), { real: '/srv/backups', ...ready, ...(step.id === 'backups/manifest' && { snapshots: all, indices, contents }) }), inputsOf()).commands[0]);
  expect(manifestIn(planned[0])).toMatchObject({ parts: [{}, {}, {}, { source: 'files', excluded: exclude }] });
  expect(planned[1]).toMatchObject({ why: expect.stringContaining('company/*.tmp') as string, stdin: expect.objectContaining({}) as unknown });
  expect(isSecret(planned[1]?.kind === 'script' && planned[1].stdin) && planned[1]?.kind === 'script' && isSecret(planned[1].stdin) && planned[1].stdin.reveal()).toBe(`${passphrase}\nexclude=company/*.tmp`);
});
