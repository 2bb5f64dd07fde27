import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorkers, type Workers } from '@/lib/services/workers/start';
import { backupDisk, mountBackupDisk } from '../../support/backup-disk';
import { DrilledServer } from '../../support/drilled-server';
import { InProcessConsole } from '../../support/in-process-console';
import type { WizardInfo } from '../../support/journey';
import { callOf, Operator, set as value, stopped } from '../../support/operator';
import { Stores } from '../../support/stores';
import { TestHost, whyNoTestHost } from '../../support/test-host';

/** Each test goes on where the one before it ended. */
describe.skipIf(whyNoTestHost() !== null)('a restore drill', () => {
  let host: TestHost;
  let console_: InProcessConsole;
  let workers: Workers;
  let server: DrilledServer;
  let stores: Stores;
  let set: string;
  let before: string[];

  beforeAll(async () => {
    host = await TestHost.up('drill', '127.0.0.48', '--variant', 'installed', '--kernel', 'own');
    console_ = await InProcessConsole.start();
    workers = await startWorkers(console_.services);
    const operator = new Operator(callOf(console_.services), host.info as WizardInfo);
    await mountBackupDisk(host);
    await operator.connect();
    await operator.supply();
    await operator.settle({ supportPassword: value((host.info.web as { password: string }).password) });
    server = new DrilledServer(operator, host, `${backupDisk}/drill`);
    stores = await Stores.on(host);
    await stores.seed();
    // By it the console knows that ClearML is there, and watches it.
    await operator.call('verification.start', { server: operator.server });
    await operator.verification();
    await server.keep();
    set = await server.backUp();
    await server.surround();
    before = await server.living();
  });
  afterAll(async () => {
    await workers?.stop();
    await console_?.close();
    await host?.down();
  });

  it('restores a backup beside everything else, has ClearML work on it, and tells how long that took and how old it is', async () => {
    // A machine with less memory drills the stores alone, and says so.
    const isSmall = (await server.operator.call('drill.look', { server: server.operator.server, set })).will.some((line) => line.includes('API server is not started'));
    const stored = await stores.told();
    const [run, seen] = await Promise.all([server.drill(set), server.lookedAt()]);
    expect(run.state, run.sentence).toBe('done');
    expect(seen).toEqual(['internal true', expect.stringMatching(/^ports (?:\{\}|null)$/) as string, 'out of reach 27017', 'out of reach 9200', 'out of reach 6379']);
    const { provenAt, drill } = await server.set(set);
    expect(provenAt).not.toBeNull();
    expect(drill).toMatchObject({ id: run.id, outcome: 'proven', files: 'all', clearml: { outcome: isSmall ? 'skipped' : 'passed' } });
    expect(drill!.sentence).toMatch(/^The backup is proven: restoring it took .* and its data are .* old\./);
    expect(drill!.took).toBeGreaterThan(1000);
    expect(drill!.age).toBeGreaterThan(1000);
    expect(await server.living()).toEqual(before);
    expect(await stores.told()).toEqual(stored);
  });

  it('of a backup with a flipped bit fails and says what is wrong, proves it no more, removes everything, and an alert fires', async () => {
    await server.damage(set);
    const run = await server.drill(set);
    expect(run.state, run.sentence).toBe('failed');
    expect(stopped(run)).toMatchObject({ id: expect.stringMatching(/^drill\//) as string, said: expect.stringContaining('not proven') as string });
    expect(await server.set(set)).toMatchObject({ provenAt: null, drill: { id: run.id, outcome: 'damaged', took: null } });
    expect(await server.living()).toEqual(before);
    expect(await server.alert('firing')).toEqual({ outcome: 'warn', message: expect.stringMatching(/The last restore drill, ended at .*, found the backup damaged\. .*MongoDB/) as string });
  });
});
