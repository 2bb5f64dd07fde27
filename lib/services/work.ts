import { post } from '@/lib/net/outbound';
import { createReach } from '@/lib/net/reach';
import { sendMail } from '@/lib/net/smtp';
import { createRepositories, type Repositories } from '@/lib/store/repositories/repositories';
import type { Check, Probe, Step } from '@/lib/engine/types';
import { installation, preflight, probes, verification } from '@/lib/guide/index';
import type { Inputs } from '@/lib/guide/inputs';
import type { Reach } from '@/lib/shell/host';
import { auditChangedHostKey } from './changed-host-key';
import { connectBySsh } from './connect-server';
import { redactorOfServer } from './known-secrets';
import type { Resources } from './types';
import { createAlerts } from './workers/alerts/alerts';
import { createBackupScheduler, type BackupScheduler } from './workers/backup-scheduler';
import { createCheckups, type Checkups } from './workers/checkups';
import { createConnections, type Connect, type Connections } from './workers/connections';
import { createRuns, type Runs } from './workers/runs';
import { createSpaces, type Spaces } from './workers/spaces';
import { createTeller } from './workers/teller/teller';
import type { Alerts, Teller, Watcher } from './workers/watch-types';
import { createWatcher } from './workers/watch/watcher';

/** What is checked and done. The product's own is lib/guide/index.ts. */
export interface Guide {
  readonly preflight: readonly Check<Inputs>[];
  readonly installation: readonly Step<Inputs>[];
  readonly verification: readonly Check<Inputs>[];
  readonly probes: readonly Probe<Inputs>[];
}

/** What the verbs and workers of one process share. */
export interface Work {
  readonly resources: Resources;
  readonly repositories: Repositories;
  readonly connections: Connections;
  readonly reach: Reach;
  readonly guide: Guide;
  readonly checkups: Checkups;
  readonly runs: Runs;
  readonly watcher: Watcher;
  readonly spaces: Spaces;
  readonly backupScheduler: BackupScheduler;
  readonly alerts: Alerts;
  readonly teller: Teller;
}

/** The doors to the outside and what goes through them, so that a test can put its own in. */
export interface Doors {
  readonly connect: Connect;
  readonly reach: Reach;
  readonly guide: Guide;
}

const works = new WeakMap<Resources, Work>();

/** The one of these resources; built at the first call. */
export function workOf(resources: Resources, doors?: Doors): Work {
  const known = works.get(resources);
  if (known) return known;
  const work = createWork(resources, doors ?? { connect: connectBySsh(resources.environment.sshAgentSocket), reach: createReach({ clock: resources.clock }), guide: { preflight, installation, verification, probes } });
  works.set(resources, work);
  return work;
}

function createWork(resources: Resources, { connect, reach, guide }: Doors): Work {
  const repositories = createRepositories(resources.database, resources.encryption);
  const connections = createConnections({ servers: repositories.servers, connect, clock: resources.clock, redactorOf: (serverId) => redactorOfServer(work, serverId), onChangedHostKey: (server, error) => auditChangedHostKey(resources, server, error) });
  const checkups = createCheckups(() => work);
  const runs = createRuns(() => work);
  const watcher = createWatcher(() => work);
  const work: Work = { resources, repositories, connections, reach, guide, checkups, runs, watcher, spaces: createSpaces(() => work), backupScheduler: createBackupScheduler(() => work), alerts: createAlerts(() => work), teller: createTeller(() => work, { post, mail: sendMail }) };
  return work;
}
