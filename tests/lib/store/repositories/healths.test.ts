import { afterEach, expect, it } from 'vitest';
import type { Watched } from '@/lib/contract/health';
import { newId } from '@/lib/core/ids';
import { createRepositories } from '@/lib/store/repositories/repositories';
import { openTestDatabase, type TestDatabase } from '../../../support/database';

let test: TestDatabase;
afterEach(() => test.close());

const answer = { command: 'cat /proc/loadavg', exitCode: 0, output: 'x'.repeat(2000) };
const finding = (id: string, evidence: Watched['evidence']): Watched => ({
  id, title: id, chapter: 'Test', guide: null, outcome: 'pass', message: 'It is well.', actual: null, wanted: null, remedy: null, askedFrom: 'server', askedAt: '2026-03-04T05:06:07.000Z',
  repair: null, evidence, override: null, since: null, every: 30_000, isStale: false, isNote: false,
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
  const findings = [finding('a', [answer]), finding('b', [{ ...answer, output: 'y' }, answer]), finding('c', [])];
  await healths.put(id, { findings, figures: [], lastContactAt: null }, 0);
  expect((await healths.get(id))?.findings).toEqual(findings);
  const row = await test.database.health.findUniqueOrThrow({ where: { serverId: id } });
  expect(row.findings.split(answer.output)).toHaveLength(2);
});

it('reads what was stored when each finding had its own', async () => {
  const { id, healths } = await open();
  const findings = [finding('a', [answer]), finding('b', [answer])];
  await test.database.health.create({ data: { serverId: id, findings: JSON.stringify(findings), figures: '[]', savedAt: new Date(0) } });
  expect((await healths.get(id))?.findings).toEqual(findings);
});
