import { firstLine, json } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { insideCommand, readInside } from './inside';

export interface Index {
  /** As hostile as what a stranger types: only shown. */
  readonly name: string;
  readonly bytes: number;
  /** null when it does not tell: the index is closed. */
  readonly documents: number | null;
}

export type Indices = { readonly state: 'absent' | 'stopped' | 'locked' } | { readonly state: 'silent'; readonly error: string } | { readonly state: 'answered'; readonly indices: readonly Index[] };

const path = '/_cat/indices?bytes=b&s=store.size:desc&format=json&h=index,store.size,docs.count&expand_wildcards=all';

/** The indices of Elasticsearch of the project in `directory`, the largest first (Elasticsearch's cat indices API; sizes in bytes). */
export function indices(directory: string): ServerFact<Indices> {
  return {
    from: 'server',
    id: `indices:${directory}`,
    command: insideCommand({ directory, names: ['elasticsearch', 'elastic'], port: 9200, how: 'http', questions: [path], why: 'How much space each index of Elasticsearch takes' }),
    parse(answer) {
      const told = readInside(answer, 'Elasticsearch');
      if (told.state !== 'answered') return told;
      const [, body = '', status = '000'] = /^([\s\S]*?)\n=== (\d{3})\n/.exec(told.text) ?? [];
      if (status === '401' || status === '403') return { state: 'locked' };
      if (status !== '200') return { state: 'silent', error: status === '000' ? (/curl: \(\d+\) (.{1,160})/.exec(told.text)?.[1] ?? 'no answer') : `it answers with HTTP ${status}` };
      const list = json(body, "Elasticsearch's indices");
      if (!Array.isArray(list)) throw new Unreadable("Elasticsearch's answer about its indices is of another kind.");
      return { state: 'answered', indices: list.flatMap(readIndex).sort((one, other) => other.bytes - one.bytes) };
    },
  };
}

/** `{"index": "events-log-d1bd", "store.size": "1234", "docs.count": "56"}`: numbers are text; a closed index has null. */
function readIndex(each: unknown): Index[] {
  const { index, 'store.size': size, 'docs.count': documents } = (typeof each === 'object' && each !== null ? each : {}) as Readonly<Record<string, unknown>>;
  if (typeof index !== 'string' || index === '') return [];
  return [{ name: firstLine(index), bytes: number(size) ?? 0, documents: number(documents) }];
}

const number = (text: unknown): number | null => (typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : null);
