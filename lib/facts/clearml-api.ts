import { secret, type Secret } from '@/lib/core/secret';
import { json, noSuchProgram, printed, record, whole, wholeNumber } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface Queue {
  /** Names are as hostile as what a stranger types. */
  readonly name: string;
  readonly waiting: number;
  /** Workers that listen to it. */
  readonly workers: number;
}
export interface Worker {
  readonly name: string;
  /** Since its last report, by the server's clock; null when it does not tell. */
  readonly silentSeconds: number | null;
  /** When it was last heard of, in milliseconds since 1970. */
  readonly heardAt: number | null;
  readonly isBusy: boolean;
}
export interface ApiTold {
  /** Of the API server; null when it does not tell. */
  readonly version: string | null;
  readonly queues: readonly Queue[];
  readonly workers: readonly Worker[];
}
export type ClearmlApi = { readonly state: 'refused' } | { readonly state: 'silent'; readonly error: string } | { readonly state: 'answered'; readonly told: ApiTold };

const questions = [
  ['server.info', {}],
  // A hidden queue (of the pipelines' own) counts, too.
  ['queues.get_all', { only_fields: ['id', 'name', 'entries'], search_hidden: true }],
  ['workers.get_all', { last_seen: 3600 }],
] as const;

/**
 * Version, queues and workers, as the API server at `url` (such as http://localhost:8008) tells them with an API key
 * (ClearML's server.info, queues.get_all and workers.get_all). The key goes by standard input.
 */
export function clearmlApi(url: string, key: { readonly access: string; readonly secret: Secret }): ServerFact<ClearmlApi> {
  return {
    from: 'server',
    id: `clearml-api:${url}:as ${key.access}`,
    command: reading('clearml-api', [], 'login', 'Which queues and workers ClearML has', secret(configuration(url, key))),
    parse(answer) {
      if (noSuchProgram(whole(answer, "ClearML's queues"))) throw new Unreadable('The server has no curl to ask with.');
      const [first = '', ...rest] = printed(answer, "ClearML's queues").split('\n');
      const now = wholeNumber(/^now (\d+)$/.exec(first)?.[1], "ClearML's queues");
      const text = rest.join('\n');
      const parts = [...text.matchAll(/([\s\S]*?)\n=== (\d{3})\n/g)].map(([, body = '', status = '']) => ({ body, status }));
      if (parts.some(({ status }) => status === '401' || status === '403')) return { state: 'refused' };
      const bad = parts.find(({ status }) => status !== '200');
      if (bad !== undefined || parts.length < questions.length) return { state: 'silent', error: bad === undefined || bad.status === '000' ? (/curl: \(\d+\) (.{1,160})/.exec(text)?.[1] ?? 'no answer') : `it answers with HTTP ${bad.status}` };
      const [info, queues, workers] = parts.map(({ body }) => record(record(json(body, "ClearML's queues")).data));
      return { state: 'answered', told: read(info ?? {}, rows(queues?.queues), rows(workers?.workers), now) };
    },
  };
}

/** curl(1), --config: values in double quotes, `\` and `"` escaped; "next" begins another question. */
function configuration(url: string, { access, secret: password }: { readonly access: string; readonly secret: Secret }): string {
  const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll(/[\r\n]/g, '')}"`;
  const each = questions.map(([name, body]) => [
    `url = ${quoted(`${url}/${name}`)}`,
    `user = ${quoted(`${access}:${password.reveal()}`)}`,
    'request = "POST"',
    'header = "Content-Type: application/json"',
    `data = ${quoted(JSON.stringify(body))}`,
    'max-time = 6',
    'noproxy = "*"',
    'write-out = "\\n=== %{http_code}\\n"',
  ].join('\n'));
  return `${each.join('\nnext\n')}\n`;
}

type Document = Readonly<Record<string, unknown>>;
const rows = (value: unknown): readonly Document[] => (Array.isArray(value) ? value.map(record) : []);
const name = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 100) : '');

function read(info: Document, queues: readonly Document[], workers: readonly Document[], now: number): ApiTold {
  const listened = workers.flatMap((worker) => rows(worker.queues).map(({ id }) => id));
  return {
    version: name(info.version) || null,
    queues: queues.flatMap((queue) => (name(queue.name) === '' ? [] : [{ name: name(queue.name), waiting: rows(queue.entries).length, workers: listened.filter((id) => id === queue.id).length }])),
    workers: workers.map((worker) => {
      const heard = utc(name(worker.last_report_time) || name(worker.last_activity_time));
      return { name: name(worker.id), silentSeconds: Number.isNaN(heard) ? null : Math.max(0, Math.round(now - heard / 1000)), heardAt: Number.isNaN(heard) ? null : heard, isBusy: worker.task !== null && typeof worker.task === 'object' };
    }),
  };
}

/** ClearML's times are of UTC, whether they say so or not. */
const utc = (text: string): number => Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
