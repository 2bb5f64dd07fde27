import type { DiagnosisView } from '@/lib/contract/diagnosis';
import { isGroundcrewError } from '@/lib/core/errors';
import { minutes, seconds } from '@/lib/core/units';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import type { Work } from '../work';
import { makeReport, type Asked } from './diagnosis-report';

type State = Pick<DiagnosisView, 'asking' | 'problem'>;

/** Why a server is down, asked in the background: one asking a server at a time. Reports are kept; what is being asked is known in memory only. */
export interface Diagnoses {
  /** Starts one, or leaves the one that is under way. */
  begin(server: ServerRecord, asked: Asked): void;
  /** An alert fires: starts one, but none within a quarter of an hour after the one before. */
  beginForAlert(server: ServerRecord, alert: string): void;
  state(serverId: string): State;
  /** Resolves when nothing is under way; for tests. */
  settled(): Promise<void>;
  /** Nothing more is kept. Resolves once what is being done has ended, or after a few seconds. */
  stop(): Promise<void>;
}

interface Kept {
  readonly startedAt: number;
  state: State;
  done: Promise<void>;
}

/** As it was measured on a server whose connection is good. */
const usually = seconds(30);
const betweenAlerts = minutes(15);
/** A connection that is being opened can't be stopped; what it brings is not waited for longer. */
const patience = seconds(3);

export function createDiagnoses(getWork: () => Work): Diagnoses {
  const all = new Map<string, Kept>();
  const stopped = new AbortController();

  function tell(kept: Kept, { name }: ServerRecord, state: State): void {
    kept.state = state;
    getWork().resources.events.publish({ type: 'diagnosis', server: name, ...state });
  }

  async function run(kept: Kept, server: ServerRecord, asked: Asked): Promise<void> {
    const work = getWork();
    const since = new Date(kept.startedAt).toISOString();
    try {
      const report = await makeReport({ work, server, asked, signal: stopped.signal, onStage: (what) => tell(kept, server, { asking: { since, what, usually }, problem: null }) });
      if (stopped.signal.aborted || (await work.repositories.servers.byId(server.id)) === null) return;
      await work.repositories.diagnoses.add(server.id, report);
      tell(kept, server, { asking: null, problem: null });
    } catch (error) {
      if (stopped.signal.aborted) return;
      if (!isGroundcrewError(error)) work.resources.log.error({ err: error, server: server.id }, 'a diagnosis met an error of our own');
      tell(kept, server, { asking: null, problem: isGroundcrewError(error) ? error.message : 'The console met an error of its own; its log has the details.' });
    }
  }

  const diagnoses: Diagnoses = {
    begin(server, asked) {
      if (stopped.signal.aborted || all.get(server.id)?.state.asking) return;
      const startedAt = getWork().resources.clock.now();
      const kept: Kept = { startedAt, state: { asking: { since: new Date(startedAt).toISOString(), what: 'Looking what is saved', usually }, problem: null }, done: Promise.resolve() };
      all.set(server.id, kept);
      kept.done = run(kept, server, asked);
    },
    beginForAlert(server, alert) {
      const before = all.get(server.id);
      const now = getWork().resources.clock.now();
      if (before && now >= before.startedAt && now - before.startedAt < betweenAlerts) return;
      diagnoses.begin(server, { by: 'system', alert });
    },
    state: (serverId) => all.get(serverId)?.state ?? { asking: null, problem: null },
    async settled() {
      await Promise.all([...all.values()].map(({ done }) => done));
    },
    async stop() {
      stopped.abort();
      const isOver = new AbortController();
      await Promise.race([diagnoses.settled().finally(() => isOver.abort()), getWork().resources.clock.sleep(patience, isOver.signal)]);
    },
  };
  return diagnoses;
}
