import type { Space, SpaceView } from '@/lib/contract/space';
import { isGroundcrewError } from '@/lib/core/errors';
import { askFacts } from '@/lib/engine/ask';
import type { Fact } from '@/lib/facts/fact';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { buildInputs, takeSnapshot } from '../inputs';
import { redactorFor } from '../known-secrets';
import { spaceAnswer, spaceFacts } from '../space-answer';
import type { Work } from '../work';

/** What takes the space on a server, asked on request in the background: one asking a server at a time, beside the probes. */
export interface Spaces {
  /** Starts one, or leaves the one that is under way. */
  ask(server: ServerRecord): void;
  view(server: ServerRecord): SpaceView;
  /** Resolves when nothing is under way; for tests. */
  settled(): Promise<void>;
  /** Nothing more is kept; what is being asked ends by itself. */
  stop(): void;
}

interface Kept {
  /** Whose answer it is: behind another address lies another machine. */
  readonly machine: string;
  asking: { since: string; what: string } | null;
  answer: Space | null;
  problem: string | null;
  done: Promise<void>;
}

const machineOf = ({ address, port, hostKey }: ServerRecord): string => `${address} ${port} ${hostKey?.sha256 ?? ''}`;
/** What the page offers to tidy up. */
const offered = ['insides/unused-images', 'insides/old-logs'];

/** Kept in memory only: after a restart of the console it is asked again. */
export function createSpaces(getWork: () => Work): Spaces {
  const all = new Map<string, Kept>();
  const stopped = new AbortController();
  const { signal } = stopped;

  async function run(kept: Kept, server: ServerRecord): Promise<void> {
    const work = getWork();
    const { clock, log } = work.resources;
    const inputs = buildInputs(await takeSnapshot(work, server));
    const redactor = await redactorFor(work, server.id, inputs);
    const { quick, slow } = spaceFacts(inputs);
    const put = (facts: readonly Fact<unknown>[]) => work.connections.use(server.id, (host) => askFacts(host, work.reach, facts, { signal, onError: (fact, error) => log.error({ err: error, server: server.id, fact: fact.id }, 'an answer met an error of our own') }));
    const first = await put(Object.values(quick));
    // Beside an earlier answer, half of a new one would only make the rest vanish for a while.
    kept.answer ??= spaceAnswer(inputs, first, clock.now(), (text) => redactor.redact(text));
    kept.asking = { since: kept.asking?.since ?? '', what: 'Counting the folders of the file server, for up to 90 s' };
    // The finding is to say what the page says.
    void work.watcher.askNow(server.id, offered).catch(() => undefined);
    kept.answer = spaceAnswer(inputs, new Map([...first, ...(await put([slow]))]), clock.now(), (text) => redactor.redact(text));
  }

  return {
    ask(server) {
      const before = all.get(server.id);
      const isSame = before?.machine === machineOf(server);
      if (signal.aborted || (isSame && before.asking)) return;
      const kept: Kept = { machine: machineOf(server), asking: { since: new Date(getWork().resources.clock.now()).toISOString(), what: 'Asking Docker, Elasticsearch and the logs' }, answer: isSame ? before.answer : null, problem: null, done: Promise.resolve() };
      all.set(server.id, kept);
      kept.done = run(kept, server)
        .catch((error: unknown) => {
          if (signal.aborted) return;
          if (!isGroundcrewError(error)) getWork().resources.log.error({ err: error, server: server.id }, 'asking what takes the space met an error of our own');
          kept.problem = isGroundcrewError(error) ? error.message : 'The console met an error of its own; its log has the details.';
        })
        .finally(() => void (kept.asking = null));
    },
    view(server) {
      const kept = all.get(server.id);
      return kept?.machine === machineOf(server) ? { asking: kept.asking, answer: kept.answer, problem: kept.problem } : { asking: null, answer: null, problem: null };
    },
    async settled() {
      await Promise.all([...all.values()].map(({ done }) => done));
    },
    stop: () => stopped.abort(),
  };
}
