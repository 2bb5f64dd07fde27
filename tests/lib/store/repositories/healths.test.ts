import { afterEach, expect, it } from 'vitest';
import type { Watched } from '@/lib/contract/health';
import { newId } from '@/lib/core/ids';
import { packEvidence } from '@/lib/store/packed-evidence';
import { createRepositories } from '@/lib/store/repositories/repositories';
import { openTestDatabase, type TestDatabase } from '../../../support/database';

let test: TestDatabase;
afterEach(() => test.close());

const answer = packEvidence({ command: 'cat /proc/loadavg', exitCode: 0, output: 'x'.repeat(2000) });
const short = packEvidence({ command: 'cat /proc/loadavg', exitCode: 0, output: 'y' });
const finding = (id: string): Watched => ({
  id, title: id, chapter: 'Test', guide: null, outcome: 'pass', message: 'It is well.', actual: null, wanted: null, remedy: null, askedFrom: 'server', askedAt: '2026-03-04T05:06:07.000Z',
  repair: null, evidence: [], override: null, since: null, every: 30_000, isStale: false, isNote: false,
});

async function open() {
  test = await openTestDatabase();
  const { servers, healths } = createRepositories(test.database, test.encryption);
  const id = newId();
  await servers.add(id, { name: 'one', address: '127.0.0.1', port: 22, login: 'root', auth: 'password', sudo: 'none' }, {}, 0);
  return { id, healths };
}

it('stores an answer once that several findings rest on, and gives it back with each', async () => {
  const { id, healths } = await open();
  const record = { findings: [finding('a'), finding('b'), finding('c')], evidence: new Map([['a', [answer]], ['b', [short, answer]], ['c', []]]), figures: [], lastContactAt: null };
  await healths.put(id, record, 0);
  expect(await healths.get(id)).toEqual(record);
  const row = await test.database.health.findUniqueOrThrow({ where: { serverId: id } });
  expect(row.findings.match(/deflated/g)).toHaveLength(1);
});

it('takes what it can of a row that another version wrote', async () => {
  const { id, healths } = await open();
  const findings = JSON.stringify({ evidence: [{ command: 'true' }, short], findings: [{ ...finding('a'), evidence: [0, 1, 7] }, { ...finding('b'), outcome: 'splendid', evidence: [] }] });
  await test.database.health.create({ data: { serverId: id, findings, figures: '[]', savedAt: new Date(0) } });
  expect(await healths.get(id)).toMatchObject({ findings: [{ id: 'a' }], evidence: new Map([['a', [short]], ['b', []]]) });
});
