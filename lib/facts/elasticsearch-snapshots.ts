import { firstLine, json, record, text } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { insideCommand, readInside } from './inside';

/** A snapshot by its name. Names are as hostile as what a stranger types: only shown. */
export interface RunningSnapshot {
  readonly repository: string;
  readonly snapshot: string;
}

export interface SnapshotSetup {
  readonly status: 'green' | 'yellow' | 'red';
  /** Directories, as its containers see them, in which it may write snapshots: those that all its nodes have. */
  readonly places: readonly string[];
  readonly running: readonly RunningSnapshot[];
}

export type ElasticsearchSnapshots = { readonly state: 'absent' | 'stopped' | 'locked' } | { readonly state: 'silent'; readonly error: string } | { readonly state: 'answered'; readonly setup: SnapshotSetup };

const what = 'where Elasticsearch may write snapshots';
const paths = ['/_cluster/health?filter_path=status', '/_nodes/settings?filter_path=nodes.*.name,nodes.*.settings.path.repo', '/_snapshot/_status?filter_path=snapshots.snapshot,snapshots.repository'];

/**
 * Whether Elasticsearch of the project in `directory` can be asked for a snapshot: its health, path.repo as it runs with, and the snapshots
 * that are being made (Elasticsearch's cluster health, nodes info and snapshot status APIs).
 */
export function elasticsearchSnapshots(directory: string): ServerFact<ElasticsearchSnapshots> {
  return {
    from: 'server',
    id: `elasticsearch-snapshots:${directory}`,
    command: insideCommand({ directory, names: ['elasticsearch', 'elastic'], port: 9200, how: 'http', questions: paths, why: 'Where Elasticsearch may write snapshots, and whether one is being made' }),
    parse(answer) {
      const told = readInside(answer, 'Elasticsearch');
      if (told.state !== 'answered') return told;
      const parts = [...told.text.matchAll(/([\s\S]*?)\n=== (\d{3})\n/g)].map(([, body = '', status = '']) => ({ body, status }));
      if (parts.some(({ status }) => status === '401' || status === '403')) return { state: 'locked' };
      const ill = parts.find(({ status }) => status !== '200');
      if (ill !== undefined || parts.length !== paths.length) return { state: 'silent', error: ill === undefined || ill.status === '000' ? (/curl: \(\d+\) (.{1,160})/.exec(told.text)?.[1] ?? 'no answer') : `it answers with HTTP ${ill.status}` };
      const [health, nodes, snapshots] = parts.map(({ body }) => record(json(body, what)));
      return { state: 'answered', setup: { status: readStatus(health?.status), places: readPlaces(nodes?.nodes), running: readRunning(snapshots?.snapshots) } };
    },
  };
}

function readStatus(status: unknown): SnapshotSetup['status'] {
  if (status !== 'green' && status !== 'yellow' && status !== 'red') throw new Unreadable("Elasticsearch's answer about its health can't be read.");
  return status;
}

/** `{"ID": {"settings": {"path": {"repo": "/one,/two"}}}}`, or a list of them; a node without has no settings. */
function readPlaces(nodes: unknown): string[] {
  const each = Object.values(record(nodes)).map((node) => {
    const { repo } = record(record(record(node).settings).path);
    return (Array.isArray(repo) ? repo : [repo]).flatMap((one) => text(one).split(',')).map((one) => firstLine(one)).filter((one) => one !== '');
  });
  if (each.length === 0) throw new Unreadable(`Elasticsearch's answer about ${what} names no node.`);
  return (each[0] ?? []).filter((place) => each.every((places) => places.includes(place)));
}

const readRunning = (snapshots: unknown): RunningSnapshot[] =>
  (Array.isArray(snapshots) ? snapshots : []).map((each) => ({ repository: firstLine(text(record(each).repository)), snapshot: firstLine(text(record(each).snapshot)) }));
