import type { AttemptStatus } from '@/lib/shell/host';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf } from './work';

const most = 20;
/** A server that names more is not believed. */
const mostAsked = 5000;

/** What lies below /var/lib/groundcrew/runs and stands in no run of this console: of another console, or of a database that was lost. */
export const listAttempts: Implementation<'attempt.list'> = async ({ resources }, input) => {
  const work = workOf(resources);
  const server = await findServer(work, input.server);
  return work.connections.use(server.id, async (host) => {
    const ids = (await host.attempts()).slice(0, mostAsked);
    const known = await work.repositories.runs.knownAttempts(ids);
    const unknown = ids.filter((id) => !known.has(id));
    const attempts = await Promise.all(unknown.slice(0, most).map(async (id) => toFound(id, await host.status(id))));
    return { total: unknown.length, attempts };
  });
};

function toFound(id: string, { active, startedAt, endedAt, exitCode, logSize }: AttemptStatus) {
  return { id, active, exitCode, logBytes: logSize, startedAt: timeOf(startedAt), endedAt: timeOf(endedAt) };
}

/** The server's word for a time; one that no calendar knows is none. */
function timeOf(milliseconds: number | null): string | null {
  const date = new Date(milliseconds ?? Number.NaN);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? null : date.toISOString();
}
