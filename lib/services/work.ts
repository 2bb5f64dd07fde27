// REACH
import { createRepositories, type Repositories } from '@/lib/store/repositories/repositories';
import type { Reach } from '@/lib/shell/host';
import { connectServer } from './connect-server';
import type { Resources } from './types';
import { createCheckups, type Checkups } from './workers/checkups';
import { createConnections, type Connect, type Connections } from './workers/connections';
import { createRuns, type Runs } from './workers/runs';

/** What the verbs and workers of one process share. */
export interface Work {
  readonly resources: Resources;
  readonly repositories: Repositories;
  readonly connections: Connections;
  readonly reach: Reach;
  readonly checkups: Checkups;
  readonly runs: Runs;
}

/** The doors to the outside, so that a test can put its own in. */
export interface Doors {
  readonly connect: Connect;
  readonly reach: Reach;
}

const works = new WeakMap<Resources, Work>();

/** The one of these resources; built at the first call. */
export function workOf(resources: Resources, doors?: Doors): Work {
  const known = works.get(resources);
  if (known) return known;
  const work = createWork(resources, doors ?? { connect: connectServer, reach: { tcp: () => Promise.reject(new Error('not yet')), http: () => Promise.reject(new Error('not yet')) } });
  works.set(resources, work);
  return work;
}

function createWork(resources: Resources, { connect, reach }: Doors): Work {
  const repositories = createRepositories(resources.database, resources.encryption);
  const connections = createConnections({ servers: repositories.servers, connect, clock: resources.clock });
  const checkups = createCheckups(() => work);
  const runs = createRuns(() => work);
  const work: Work = { resources, repositories, connections, reach, checkups, runs };
  return work;
}
