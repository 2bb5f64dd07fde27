import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { isGroundcrewError } from '@/lib/core/errors';
import { appendAudit } from '@/lib/store/audit';
import { readConsoleBackups } from '../console-backup-settings';
import { takeUnlocked } from '../console-backup-unlock';
import type { Services } from '../types';
import { workOf } from '../work';
import { addressHeader } from './answer';

/** Answers GET /api/v1/console-backup/<file> with a backup that the console has written, by the name that it has noted, to who has just typed the password: no other file is given. */
export async function downloadConsoleBackup(services: Pick<Services, 'context' | 'resources'>, request: Request, name: string): Promise<Response> {
  const { resources } = services;
  try {
    const context = await services.context({ cookie: request.headers.get('cookie'), address: request.headers.get(addressHeader) ?? 'unknown' });
    const { actor } = context;
    if (actor?.role !== 'admin') return text(401, 'Nobody is signed in.');
    const found = (await readConsoleBackups(workOf(resources).repositories.consoleSettings)).backups.find(({ file }) => file === name);
    const file = found && path.join(found.directory, found.file);
    const size = file === undefined ? null : await stat(file).then((status) => (status.isFile() ? status.size : null), () => null);
    if (file === undefined || size === null) return text(404, 'This backup is not there any more.');
    if (!takeUnlocked(context, name)) return text(403, 'Open Settings, Backup, and enter your password there: it is asked for before each download.');
    await appendAudit(resources.database, { actor: actor.name, verb: 'console-backup.download', serverName: null, sentence: `downloaded the backup ${name} of this console`, outcome: 'ok' }, resources.clock.now());
    return new Response(Readable.toWeb(createReadStream(file, { end: Math.max(0, size - 1) })) as ReadableStream, {
      headers: { 'content-type': 'application/octet-stream', 'content-length': String(size), 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' },
    });
  } catch (error) {
    if (!isGroundcrewError(error)) resources.log.error({ err: error }, 'a download failed');
    return text(500, 'The console made a mistake. Its log says more.');
  }
}

const text = (status: number, sentence: string) => new Response(`${sentence}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } });
