import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { verbs, type VerbName } from '@/lib/contract/verbs';
import type { ErrorBody } from '@/lib/contract/fields';
import { InProcessConsole } from '../support/in-process-console';

/** What names something that is then looked up, on the console's disk or on a server. */
const named = new Set(['alert', 'attempt', 'channel', 'destination', 'file', 'id', 'run', 'safety', 'server', 'set', 'silence']);
/** Compared with what the server's lock says, which may be of another console; and an address of the network. */
const others = new Set(['lock.break run', 'channel.save channel.settings.server']);
const hostile = ['..%2f..%2fetc%2fpasswd', '../../etc/passwd', '/etc/passwd', '..', '.', '%2e%2e%2f', '-rf', 'a\nb', 'a\0b', '$(x)', '', '00000000000000000000/../x'];

interface Schema { type?: string; properties?: Record<string, Schema>; anyOf?: Schema[]; allOf?: Schema[]; oneOf?: Schema[]; enum?: unknown; const?: unknown }
interface Field { readonly path: string; /** An input that holds this value there, of the right kind where there are several. */ readonly put: (value: unknown) => unknown; /** An empty text stands for none. */ readonly mayBeEmpty?: boolean }
/** Each field of such a name that takes a text, also below other objects. */
function fieldsOf(schema: Schema, at: Field = { path: '', put: (value) => value }): Field[] {
  const { properties = {}, anyOf = [], allOf = [], oneOf = [] } = schema;
  const kinds = Object.fromEntries(Object.entries(properties).flatMap(([name, each]) => (each.const === undefined ? [] : [[name, each.const]])));
  const below = Object.entries(properties).flatMap(([name, each]) => fieldsOf(each, { path: at.path === '' ? name : `${at.path}.${name}`, put: (value) => at.put({ ...kinds, [name]: value }) }));
  const isText = schema.type === 'string' && schema.enum === undefined && schema.const === undefined && named.has(at.path.split('.').at(-1) ?? '');
  return [...(isText ? [at] : []), ...[...anyOf, ...allOf, ...oneOf].flatMap((each) => fieldsOf(each, { ...at, mayBeEmpty: anyOf.some((other) => other.const === '') })), ...below];
}
const cases = (Object.keys(verbs) as VerbName[]).flatMap((verb) => {
  const fields = new Map(fieldsOf(z.toJSONSchema(verbs[verb].input, { io: 'input', unrepresentable: 'any' }) as Schema).map((field) => [field.path, field]));
  return [...fields].filter(([path]) => !others.has(`${verb} ${path}`)).map(([path, field]): [VerbName, string, Field] => [verb, path, field]);
});

let console_: InProcessConsole;
let cookie: string;
beforeAll(async () => {
  console_ = await InProcessConsole.start();
  cookie = await console_.setUp();
});
afterAll(() => console_.close());

/** Grows with the table: a new verb is in it the moment it is declared. */
describe('T-PATH-1: what names something is no path, by its schema', () => {
  test('the ids of runs, backups and destinations are among them', () => {
    for (const each of ['run.get run', 'restore.look set', 'restore.look destination', 'restore.start safety.destination', 'backup.start destination', 'backup-destination.save destination.id', 'console-backup.unlock file', 'server.get server']) expect(cases.map(([verb, path]) => `${verb} ${path}`)).toContain(each);
  });

  test.each(cases)('%s: %s', async (verb, path, { put, mayBeEmpty }) => {
    for (const value of hostile.filter((each) => each !== '' || !mayBeEmpty)) {
      const input = put(value);
      const response = await (verbs[verb].kind === 'query' ? console_.get(verb, input, { cookie }) : console_.post(verb, input, { cookie }));
      const { error } = (await response.json()) as ErrorBody;
      expect([response.status, Object.keys(error.fields ?? {}).includes(path)], JSON.stringify([value, error])).toEqual([400, true]);
    }
  });
});

test.each(hostile)('T-PATH-1: the download of a backup of this console by the name %j', async (name) => {
  const answer = await console_.services.download(new Request(`${console_.origin}/api/v1/console-backup/x`, { headers: { cookie } }), name);
  expect(answer.status).toBe(404);
});
