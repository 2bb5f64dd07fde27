import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { GroundcrewError, isGroundcrewError } from '@/lib/core/errors';
import { writeConsoleBackup } from '@/lib/store/console-backup/write-backup';
import { sendFailureOf, unsentBackup } from './console-backup-due';
import { settleKilled } from './console-backup-killed';
import { refuseBelowMount } from './console-backup-mount';
import { removeHalf, sendConsoleBackup } from './console-backup-send';
import { consoleBackupDirectory, noteConsoleBackups, readConsoleBackups, readConsoleBackupSettings, type ConsoleBackupSettings, type Elsewhere, type NotedConsoleBackups } from './console-backup-settings';
import type { Resources } from './types';
import { workOf } from './work';

type Made = NotedConsoleBackups['backups'][number];

interface UnderWay {
  /** Ends the sending, also before it has begun. */
  readonly stop: AbortController;
  /** Settles when the sending has ended, and rejects never; null: it is not sent yet. */
  sending: Promise<void> | null;
}
const running = new WeakMap<Resources, UnderWay>();
export const isBackingUp = (resources: Resources): boolean => running.has(resources);
export const isSending = (resources: Resources): boolean => running.get(resources)?.sending != null;
/** For a console that stops. What is being sent is sent anew by the next one. */
export const stopSending = (resources: Resources): void => running.get(resources)?.stop.abort();

/** For a place to which nothing is to be sent any more: what is on its way there ends, and the half of it there is removed. Not to be waited for, since that place may not answer; rejects never. */
export async function leaveElsewhere(resources: Resources, former: Elsewhere): Promise<void> {
  stopSending(resources);
  await running.get(resources)?.sending;
  await removeHalf(resources, former).catch((error: unknown) => resources.log.warn({ err: error }, 'what was sent by half to a former place of the console\'s backups could not be removed'));
}

/**
 * Writes a backup of this console to where it is set, notes it, and then deletes those that are too many: only what it has noted itself, so
 * that nobody else's file in that directory goes. One at a time; the sending of the one before gives way, since it may take hours. A failure is noted, too, and thrown.
 * @param isAsked a person has asked for it: a password that was refused elsewhere is tried again
 * @returns what was written, and when it has arrived elsewhere, where that is set: `arrival` rejects if it does not
 */
export async function backUpConsole(resources: Resources, isAsked: boolean): Promise<{ readonly made: Made; readonly arrival: Promise<void> }> {
  if (isSending(resources)) stopSending(resources);
  await running.get(resources)?.sending;
  const underWay = begin(resources);
  let arrival: Promise<void> | null = null;
  try {
    const { consoleSettings } = workOf(resources).repositories;
    const settings = await readConsoleBackupSettings(consoleSettings);
    if (settings.passphrase.isEmpty()) throw new GroundcrewError({ code: 'conflict', reason: 'console-backup.no-passphrase', message: 'Backups of this console have no passphrase yet.', remedy: 'Set one in the settings, or have one made.' });
    await settleKilled(resources, settings);
    const made = await writeHere(resources, settings);
    const { elsewhere } = settings;
    const isSent = elsewhere !== null && (isAsked || sendFailureOf(settings, await readConsoleBackups(consoleSettings))?.waits !== true);
    if (isSent) arrival = send(resources, underWay, { ...settings, elsewhere }, made);
    return { made, arrival: arrival ?? Promise.resolve() };
  } finally {
    if (arrival === null) end(resources, underWay);
  }
}

/** Sends the newest backup elsewhere, where it has not arrived. @returns its file; null: nothing was to be sent */
export async function sendAgain(resources: Resources): Promise<string | null> {
  const underWay = begin(resources);
  try {
    const { consoleSettings } = workOf(resources).repositories;
    const settings = await readConsoleBackupSettings(consoleSettings);
    const made = unsentBackup(settings, await readConsoleBackups(consoleSettings));
    if (made === null || settings.elsewhere === null) return null;
    await send(resources, underWay, { ...settings, elsewhere: settings.elsewhere }, made);
    return made.file;
  } finally {
    end(resources, underWay);
  }
}

function send(resources: Resources, underWay: UnderWay, to: Parameters<typeof sendConsoleBackup>[1], made: Made): Promise<void> {
  const arrival = sendConsoleBackup(resources, to, made, underWay.stop.signal).finally(() => end(resources, underWay));
  underWay.sending = arrival.catch(() => undefined);
  return arrival;
}

function begin(resources: Resources): UnderWay {
  if (running.has(resources)) throw new GroundcrewError({ code: 'conflict', reason: 'console-backup.running', message: 'A backup of this console is being written or sent already.', remedy: 'Wait until it has ended.' });
  const underWay: UnderWay = { stop: new AbortController(), sending: null };
  running.set(resources, underWay);
  return underWay;
}

/** The next one may have begun already. */
const end = (resources: Resources, underWay: UnderWay): boolean => running.get(resources) === underWay && running.delete(resources);

async function writeHere(resources: Resources, settings: ConsoleBackupSettings): Promise<Made> {
  const { consoleSettings } = workOf(resources).repositories;
  const note = (change: Partial<NotedConsoleBackups>) => noteConsoleBackups(consoleSettings, change);
  const at = new Date(resources.clock.now()).toISOString();
  const writing = { file: `groundcrew-${at.replaceAll(/[-:]|\.\d+/g, '')}.tar.gz.age`, directory: consoleBackupDirectory(settings, resources.environment.dataDirectory), at };
  try {
    await note({ writing });
    const made = { ...writing, ...(await write(resources, settings, writing)) };
    const backups = [made, ...(await readConsoleBackups(consoleSettings)).backups];
    await note({ backups, failure: null, writing: null });
    await note({ backups: await thinOut(backups, settings.keep) });
    return made;
  } catch (error) {
    const message = isGroundcrewError(error) ? [error.message, error.remedy].filter(Boolean).join(' ') : 'The console made a mistake. Its log says more.';
    if (!isGroundcrewError(error)) resources.log.error({ err: error }, 'the console could not be backed up');
    await note({ failure: { at, message }, writing: null }).catch(() => undefined);
    throw error;
  }
}

async function write({ environment, version }: Resources, settings: ConsoleBackupSettings, { file, directory, at }: NonNullable<NotedConsoleBackups['writing']>): Promise<{ bytes: number; sha256: string }> {
  // One that was chosen may be a disk that is not mounted: it is not made, and not filled below.
  await refuseBelowMount(settings);
  if (settings.directory === null) await mkdir(directory, { recursive: true, mode: 0o700 });
  const from = { databaseFile: path.join(environment.dataDirectory, 'groundcrew.db'), keyFile: path.join(environment.dataDirectory, 'key') };
  return writeConsoleBackup({ from, to: path.join(directory, file), passphrase: settings.passphrase, about: { version, at, url: environment.origin } });
}

/** What can't be deleted stays noted, and is tried again the next time. */
async function thinOut(backups: NotedConsoleBackups['backups'], keep: number): Promise<NotedConsoleBackups['backups']> {
  const left = await Promise.all(backups.slice(keep).map(async (each) => ((await rm(path.join(each.directory, each.file), { force: true }).then(() => true, () => false)) ? [] : [each])));
  return [...backups.slice(0, keep), ...left.flat()];
}
