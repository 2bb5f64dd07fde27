import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import { createJournalRepository } from '@/lib/store/repositories/journal';
import { createRunRepository } from '@/lib/store/repositories/runs';
import { createServerRepository } from '@/lib/store/repositories/servers';
import { openTestDatabase, type TestDatabase } from '../../../support/database';

let test: TestDatabase;
beforeAll(async () => void (test = await openTestDatabase()));
afterAll(() => test.close());

async function makeRun() {
  const servers = createServerRepository(test.database, test.encryption);
  const runs = createRunRepository(test.database, test.encryption);
  const serverId = newId();
  await servers.add(serverId, { name: `s-${serverId}`, address: '127.0.0.1', port: 22, login: 'root', auth: 'agent', sudo: 'none' }, {}, 1000);
  const step = { stepId: 'a/b', title: 'A step', chapter: 'Chapter', guide: 'x/1', departure: null, usually: 1000, interruptible: true, approved: [] };
  const make = () => runs.add({ id: newId(), serverId, serverName: 's', kind: 'install', title: 'T', actor: 'me', planId: null, inputsHash: 'h', rebootAt: null, inputs: secret('{"canary":"s3cr3t-canary"}'), steps: [step] }, 2000);
  return { runs, serverId, make, run: (await make())! };
}

it('gives contiguous seqs to batches that are committed at the same time, and pages by seq', async () => {
  const { runs, run } = await makeRun();
  const batch = (name: string) => runs.commit(run.id, { lines: { stream: 'output', step: 'a/b', texts: Array.from({ length: 50 }, (_, index) => `${name} ${index}`) } }, 1_800_000_000_123);
  const batches = await Promise.all(['one', 'two', 'three', 'four'].map(batch));
  const journal = createJournalRepository(test.database);
  const { lines, lastSeq } = await journal.page(run.id, 0, 1000);
  expect(lastSeq).toBe(200);
  expect(lines.map((line) => line.seq)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  expect(batches.flat().sort((a, b) => a.seq - b.seq)).toEqual(lines);
  expect((await journal.page(run.id, 150, 10)).lines.map((line) => line.seq)).toEqual([151, 152, 153, 154, 155, 156, 157, 158, 159, 160]);
});

it('keeps every text as it is, hostile ones too', async () => {
  const { runs, run } = await makeRun();
  const texts = ['', '\u0000after NUL', '\u001b[31mred\u001b[0m', "x');DROP TABLE Line;--", '{"a":1}', '[1]', '12', 'null', 'true', '"quoted"', 'é 漢 \u202e \u{1f600}', '\ufffd', 'a\rb', ' '.repeat(3)];
  await runs.commit(run.id, { lines: { stream: 'output', step: 'a/b', texts } }, 3000);
  const journal = createJournalRepository(test.database);
  expect((await journal.page(run.id, 0, 100)).lines.map((line) => line.text)).toEqual(texts);
  expect(await journal.tail(run.id, 'a/b', 2)).toEqual(['a\rb', '   ']);
});

it('commits lines, offset and states together or not at all', async () => {
  const { runs, run } = await makeRun();
  const attempt = newId();
  await runs.commit(run.id, { run: { expect: 'queued', state: 'running', startedAt: 5000 }, steps: [{ id: 'a/b', state: 'running', startedAt: 5000 }], newAttempt: { id: attempt, stepId: 'a/b', executed: [] } }, 5000);
  await expect(runs.commit(run.id, { lines: { stream: 'output', step: 'a/b', texts: ['lost'] }, attempt: { id: 'no such attempt', logOffset: 5 } }, 6000)).rejects.toThrow();
  await runs.commit(run.id, { lines: { stream: 'output', step: 'a/b', texts: ['kept'] }, attempt: { id: attempt, logOffset: 5, bootId: 'boot' } }, 6000);
  await expect(runs.commit(run.id, { run: { expect: 'queued', state: 'cancelling' }, lines: { stream: 'console', step: null, texts: ['lost'] } }, 6000)).rejects.toThrow(/moved on/);
  const after = (await runs.get(run.id))!;
  expect(after).toMatchObject({ state: 'running', lastSeq: 1, startedAt: new Date(5000).toISOString() });
  expect(after.steps[0]!.attempts).toMatchObject([{ id: attempt, state: 'open', logOffset: 5, bootId: 'boot' }]);
});

it('lets one server have one open run, whoever comes first', async () => {
  const { runs, run, make, serverId } = await makeRun();
  expect(await Promise.all([make(), make()])).toEqual([null, null]);
  await runs.commit(run.id, { run: { expect: 'queued', state: 'done', endedAt: 9000 } }, 9000);
  const both = await Promise.all([make(), make()]);
  expect(both.filter((one) => one !== null)).toHaveLength(1);
  expect((await runs.openOf(serverId))?.id).toBe(both.find((one) => one !== null)!.id);
  expect((await runs.inputs(run.id)).reveal()).toContain('s3cr3t-canary');
});
