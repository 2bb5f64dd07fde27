import { GroundcrewError } from '@/lib/core/errors';
import { formatDuration } from '@/lib/core/units';
import { nextBackups } from '@/lib/engine/backup-schedule';
import { zonedWords } from '@/lib/engine/backup-words';
import type { BackupDestinationRecord } from '@/lib/store/repositories/backup-destinations';
import type { RunHead } from '@/lib/store/repositories/run-record';
import { placeName, scheduledOf } from './find-backup-destination';
import { readSnapshot, type Snapshot } from './inputs';
import { timeLeft } from './run-sentence';
import { samePlaces } from './same-repository';
import type { Work } from './work';

/** Why something must wait that uses a repository, and what to do then; sentences. */
export interface InUse {
  readonly message: string;
  readonly remedy: string;
}

/** The destinations that a run uses; of other runs none. */
const placesOf = ({ destination, copyTo, restore, drill }: Pick<Snapshot, 'destination' | 'copyTo' | 'restore' | 'drill'>): string[] => [destination, copyTo, restore?.destination, drill?.destination].filter((id) => id != null);

/** What other servers of this console call the repository to which a destination leads. */
const placesOfOthers = async (work: Work, destination: BackupDestinationRecord): Promise<BackupDestinationRecord[]> => (await samePlaces(work, destination)).filter(({ serverId }) => serverId !== destination.serverId);

/** Open runs of other servers of this console that use the repository to which a destination leads. What restic locks there a server can judge by its own processes only. */
async function usesByOthers(work: Work, destination: BackupDestinationRecord): Promise<RunHead[]> {
  const places = await placesOfOthers(work, destination);
  if (places.length === 0) return [];
  const open = (await work.repositories.runs.open()).filter((run) => places.some((place) => place.serverId === run.serverId));
  const uses = await Promise.all(open.map(async (run) => placesOf(await readSnapshot(work, run.id)).some((at) => places.some((place) => place.id === at))));
  return open.filter((_run, index) => uses[index]);
}

/** Why a backup to these destinations must wait: restic lets no snapshot be tagged or deleted while somebody reads. null: another server's drill uses none of them. */
export async function whyBackupWaits(work: Work, destinations: readonly BackupDestinationRecord[]): Promise<InUse | null> {
  for (const destination of destinations) {
    const drill = (await usesByOthers(work, destination)).find(({ kind }) => kind === 'drill');
    if (drill === undefined) continue;
    const run = await work.repositories.runs.get(drill.id);
    const left = run?.state === 'running' ? timeLeft(run, work.resources.clock.now()) : null;
    return { message: `The server ${drill.serverName} drills a backup at ${placeName(destination.place)}${left === null ? '' : `, which ends in about ${formatDuration(Math.max(60_000, Math.round(left / 60_000) * 60_000))}`}. Until it has ended no backup can go there.`, remedy: 'Let that drill end, or cancel it on the page of that server.' };
  }
  return null;
}

/** Why a drill of what lies at a destination must wait: a run of another server there would fail while it reads. null: there is none. */
export async function whyDrillWaits(work: Work, destination: BackupDestinationRecord): Promise<InUse | null> {
  const [run] = await usesByOthers(work, destination);
  return run === undefined ? null : { message: `A run of the server ${run.serverName} uses the repository at ${placeName(destination.place)}: ${run.title}. It would fail while a drill reads there.`, remedy: 'Let that run end, or cancel it on the page of that server; then look again.' };
}

/** Why a backup or a drill that stopped must not go on yet; null: nothing stands against it. */
export async function whyRetryWaits(work: Work, { id, kind, serverId }: RunHead): Promise<InUse | null> {
  if (serverId === null || (kind !== 'backup' && kind !== 'drill')) return null;
  const places = placesOf(await readSnapshot(work, id));
  const [destination, ...more] = (await work.repositories.backupDestinations.of(serverId)).filter((each) => places.includes(each.id));
  if (destination === undefined) return null;
  return kind === 'backup' ? whyBackupWaits(work, [destination, ...more]) : whyDrillWaits(work, destination);
}

/** The refusal of a start. */
export const inUse = ({ message, remedy }: InUse): GroundcrewError => new GroundcrewError({ code: 'conflict', reason: 'repository.in-use', message: `${message} Nothing was started.`, remedy });

/** Whose backups wait while a drill reads at a destination, and when the next is due; a sentence for each other server. */
export async function whoWaits(work: Work, destination: BackupDestinationRecord): Promise<string[]> {
  const { backupDestinations, backupSchedules, servers } = work.repositories;
  const places = await placesOfOthers(work, destination);
  const said = await Promise.all([...new Set(places.map(({ serverId }) => serverId))].map(async (serverId) => {
    const [server, saved, all] = await Promise.all([servers.byId(serverId), backupSchedules.get(serverId), backupDestinations.of(serverId)]);
    if (server === null) return [];
    const schedule = saved?.schedule?.isOn ? saved.schedule : null;
    const goesThere = [scheduledOf(all, schedule)?.id, schedule?.copyTo].some((id) => places.some((place) => place.id === id));
    const [next] = schedule && goesThere ? nextBackups({ schedule, server: serverId, windows: [] }, work.resources.clock.now(), 1) : [];
    return [`While it reads, backups of ${server.name} to this place wait${schedule && next ? `; the next is due at ${zonedWords(next.at, schedule.zone)}` : ''}.`];
  }));
  return said.flat();
}
