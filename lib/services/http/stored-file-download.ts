import type { IncomingMessage, ServerResponse } from 'node:http';
import { GroundcrewError, isGroundcrewError } from '@/lib/core/errors';
import { resticFileContent } from '@/lib/facts/restic-file';
import { printable } from '@/lib/ssh/failures';
import { appendAudit } from '@/lib/store/audit';
import { findBackupDestination, openBackupDestination } from '../find-backup-destination';
import { findServer } from '../find-server';
import { countDownload } from '../stored-file-limit';
import { takeTicket, type FoundFile } from '../stored-file-ticket';
import type { Services } from '../types';
import { workOf } from '../work';
import { status } from './answer';
import { attachment } from './attachment';
import { endWith } from './end-with';
import { onSessionEnd } from './session-end';
import { WholeFile } from './whole-file';

/** The ticket in the path of a download; null: it is none. */
export const ticketIn = (pathname: string): string | null => /^\/api\/v1\/stored-file\/([^/]*)$/.exec(pathname)?.[1] ?? null;

/**
 * Answers GET /api/v1/stored-file/<ticket>, to the session that has just asked for it by the verb `restore.download`: the file goes from restic on the server
 * straight into the answer. Not by Next, which takes the content-length from what it is handed.
 */
export async function downloadStoredFile(services: Pick<Services, 'context' | 'resources'>, request: IncomingMessage, response: ServerResponse, ticket: string, address: string): Promise<void> {
  if (request.method !== 'GET') return say(response, 405, 'It is asked by GET.');
  const context = await services.context({ cookie: request.headers.cookie ?? null, address });
  if (context.actor?.role !== 'admin') return say(response, 401, 'Nobody is signed in.');
  const file = takeTicket(context, ticket);
  if (file === null) return say(response, 404, 'This download was begun already, or not in time. Open the files of the backup, and press Download there.');
  const { resources } = services;
  const whole = new WholeFile(response, file.bytes, headersOf(file), resources.clock);
  // Who is signed out gets no more of it.
  const stop = onSessionEnd(resources, { session: context.sessionId, cookie: request.headers.cookie ?? '' }, () => response.destroy());
  try {
    await send(services, file, response, whole);
  } catch (error) {
    if (!isGroundcrewError(error)) resources.log.error({ err: error }, 'a download failed');
    const known = isGroundcrewError(error) ? error : new GroundcrewError({ code: 'internal', message: 'The console made a mistake. Its log says more.' });
    if (whole.cut()) say(response, status[known.code], [known.message, known.remedy].filter(Boolean).join(' '));
    const why = known.reason === 'aborted' ? 'the browser went away, or was signed out' : known.message;
    await appendAudit(resources.database, { actor: context.actor.name, verb: 'restore.download', serverName: file.server, sentence: `did not get all of ${printable(file.path, 400)} of the backup ${file.set} of ${file.server}: ${why}`, outcome: 'failed' }, resources.clock.now());
  } finally {
    stop();
  }
}

const headersOf = ({ path }: FoundFile) => ({ 'content-type': 'application/octet-stream', 'content-disposition': attachment(path.slice(path.lastIndexOf('/') + 1)), 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });

async function send({ resources }: Pick<Services, 'resources'>, file: FoundFile, response: ServerResponse, whole: WholeFile): Promise<void> {
  const work = workOf(resources);
  const uncount = countDownload(resources, file.serverId);
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  if (response.destroyed) gone.abort();
  try {
    const destination = await findBackupDestination(work, await findServer(work, file.server), file.destination);
    const { directory, passphrase } = await openBackupDestination(work, destination);
    await work.connections.use(file.serverId, async (host) => {
      const { exitCode, stderr } = await host.read(resticFileContent(directory, passphrase, file.snapshot, file.path), (piece) => whole.take(piece), gone.signal);
      if (exitCode !== 0) throw failed(exitCode, stderr);
    });
    whole.end();
  } finally {
    uncount();
  }
}

function failed(exitCode: number | null, stderr: string): GroundcrewError {
  const said = printable(stderr);
  return new GroundcrewError({ code: 'remote', reason: 'restore.download-failed', message: `restic could not give all of this file (exit code ${exitCode ?? 'none'})${said === '' ? '' : `: ${said}`}.`, remedy: 'See whether the destination can be reached and the backup is whole, then try again.', detail: printable(stderr, 2000) });
}

/** A sentence instead of a file. */
const say = (response: ServerResponse, code: number, sentence: string): void => endWith(response, code, `${sentence}\n`);
