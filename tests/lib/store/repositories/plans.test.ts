import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Plan } from '@/lib/contract/plan';
import { newId } from '@/lib/core/ids';
import { createPlanRepository } from '@/lib/store/repositories/plans';
import { createServerRepository } from '@/lib/store/repositories/servers';
import { openTestDatabase, type TestDatabase } from '../../../support/database';

let test: TestDatabase;
beforeAll(async () => void (test = await openTestDatabase()));
afterAll(() => test.close());

it('takes for the last plan the one that was made last, also when the clock was set back, and keeps the last ones', async () => {
  const serverId = newId();
  await createServerRepository(test.database, test.encryption).add(serverId, { name: 's', address: '127.0.0.1', port: 22, login: 'root', auth: 'agent', sudo: 'none' }, {}, 1000);
  const plans = createPlanRepository(test.database);
  const made: string[] = [];
  for (let hour = 9; hour > 2; hour--) {
    const shown: Plan = {
      id: newId(), serverId, madeAt: `2026-01-01T0${hour}:00:00.000Z`, inputsHash: 'h', current: true, chapters: [], sentence: 'Nothing.', blockers: [], needsName: false,
      summary: { steps: 0, inPlace: 0, commands: 0, files: 0, downloads: 0, restarts: [], destroys: [], usually: 0 },
    };
    await plans.add(shown);
    made.push(shown.id);
    expect((await plans.last(serverId))?.id).toBe(shown.id);
  }
  expect(await Promise.all(made.map(async (id) => (await plans.byId(id)) !== null))).toEqual([false, false, true, true, true, true, true]);
});
