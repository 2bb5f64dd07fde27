import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '@/lib/core/ids';
import { minutes } from '@/lib/core/units';
import { restarts } from '@/lib/guide/insides/restarts';
import { servicesRun } from '@/lib/guide/insides/services';
import { closeAll } from '../../support/listen';
import { Receiver } from '../../support/receiver';
import { TellingBench, testProbe } from '../../support/telling-bench';

vi.setConfig({ testTimeout: 60_000 });
let bench: TellingBench;
let receiver: Receiver;
const webhook = () => ({ kind: 'webhook' as const, url: { action: 'set' as const, value: receiver.url } });
/** Kind and check of each message that arrived, since the last time. */
async function told(): Promise<string[]> {
  await bench.sent();
  return receiver.received.splice(0).map(({ body }) => JSON.parse(body) as Record<string, unknown>).map(({ kind, check, severity }) => `${String(kind)} ${String(check)} ${String(severity)}`);
}

beforeEach(async () => {
  receiver = await Receiver.start();
  bench = await TellingBench.open([
    testProbe('disk/space', { explains: ['services/'] }), testProbe('services/web'), testProbe('services/api'), testProbe('machine/load', { afterMinutes: 2 }),
  ]);
  await bench.channel(webhook());
});
afterEach(async () => {
  await bench.close();
  closeAll();
});

it('tells what, where, since when, actual and wanted, the remedy and a link, and the end once', async () => {
  await bench.see({ 'services/web': 'pass' });
  await bench.see({ 'services/web': 'fail' });
  await bench.sent();
  expect(receiver.bodies).toMatchObject([{
    kind: 'fire', server: 'alpha', check: 'services/web', severity: 'fail', headline: 'Fails on alpha: services/web is fail', text: 'services/web is fail',
    actual: '7', wanted: 'at most 5', remedy: 'Mend services/web.', since: '2026-06-10T12:01:00.000Z', link: 'http://console.example:3000/servers/alpha/health',
  }]);
  expect(await bench.alerts()).toMatchObject([{ check: 'services/web', state: 'firing', told: 1, firedAt: '2026-06-10T12:01:00.000Z' }]);
  await bench.see({ 'services/web': 'pass' });
  await bench.see({ 'services/web': 'pass' });
  await bench.sent();
  expect(receiver.bodies.at(-1)).toMatchObject({ kind: 'resolve', headline: 'Resolved on alpha. It was: services/web is fail', text: 'services/web is pass', actual: '7', was: { text: 'services/web is fail', actual: '7' } });
  expect((await told()).slice(1)).toEqual(['resolve services/web fail']);
  expect(await bench.alerts()).toEqual([]);
  expect(await bench.alerts('all')).toMatchObject([{ state: 'resolved', message: 'services/web is fail', now: { message: 'services/web is pass', actual: '7' }, resolvedAt: '2026-06-10T12:01:30.000Z' }]);
});

describe('one message for one cause', () => {
  it('names what a full disk broke, and tells that by itself only when it outlives the disk', async () => {
    await bench.see({ 'disk/space': 'fail', 'services/web': 'fail', 'services/api': 'warn' });
    await bench.sent();
    expect(receiver.bodies).toMatchObject([{ kind: 'fire', check: 'disk/space', also: ['services/web is fail', 'services/api is warn'] }]);
    expect((await bench.alerts()).map(({ check, causedBy }) => [check, causedBy?.check ?? null]).sort()).toEqual([['disk/space', null], ['services/api', 'disk/space'], ['services/web', 'disk/space']]);
    await bench.see({ 'disk/space': 'pass', 'services/web': 'fail', 'services/api': 'pass' });
    expect((await told()).slice(1).sort()).toEqual(['fire services/web fail', 'resolve disk/space fail']);
  });

  it('tells in one more message what it breaks after it was told, also of one that was acknowledged, and then no more', async () => {
    await bench.see({ 'disk/space': 'fail', 'services/web': 'pass', 'services/api': 'pass' });
    expect(await told()).toEqual(['fire disk/space fail']);
    const [alert] = await bench.alerts();
    await bench.call('alert.acknowledge', { alert: alert!.id, on: true });
    await bench.see({ 'disk/space': 'fail', 'services/web': 'fail', 'services/api': 'warn' }, minutes(1));
    expect(await told()).toEqual([]);
    await bench.restart();
    await bench.see({ 'disk/space': 'fail', 'services/web': 'fail', 'services/api': 'warn' }, minutes(4));
    await bench.sent();
    expect((receiver.bodies[0]?.also as string[]).toSorted()).toEqual(['services/api is warn', 'services/web is fail']);
    expect(await told()).toEqual(['worse disk/space fail']);
    for (let index = 0; index < 10; index++) await bench.see({ 'disk/space': 'fail', 'services/web': 'fail', 'services/api': 'warn' }, minutes(3));
    expect(await told()).toEqual([]);
    // It came back and broke again.
    await bench.see({ 'services/web': 'pass' });
    await bench.see({ 'services/web': 'fail' });
    expect(await told()).toEqual(['worse disk/space fail']);
  });

  it("tells of a container's loop, and of a service that stopped, and not of what does not answer because of it", async () => {
    await bench.close();
    const looks = [restarts, servicesRun].map(({ id, explains = [] }) => testProbe(id, { explains }));
    bench = await TellingBench.open([...looks, testProbe('monitoring/webserver'), testProbe('insides/redis')]);
    await bench.channel(webhook());
    await bench.see({ 'insides/services': 'fail', 'insides/restarts': 'fail', 'monitoring/webserver': 'fail', 'insides/redis': 'fail' });
    expect(await told()).toEqual(['fire insides/restarts fail']);
    for (let index = 0; index < 2; index++) await bench.see({ 'insides/services': 'pass', 'insides/restarts': 'pass', 'monitoring/webserver': 'pass', 'insides/redis': 'pass' });
    expect(await told()).toEqual(['resolve insides/restarts fail']);
    await bench.see({ 'insides/services': 'fail', 'insides/restarts': 'pass', 'monitoring/webserver': 'fail', 'insides/redis': 'fail' });
    expect(await told()).toEqual(['fire insides/services fail']);
  });

  it('does not tell of what it broke when that was not asked since, or is well by then', async () => {
    await bench.see({ 'disk/space': 'fail', 'services/web': 'fail', 'services/api': 'fail' });
    expect(await told()).toEqual(['fire disk/space fail']);
    await bench.see({ 'disk/space': 'pass' });
    await bench.see({ 'disk/space': 'pass', 'services/api': 'pass' });
    expect(await told()).toEqual(['resolve disk/space fail']);
    await bench.see({ 'services/web': 'pass', 'services/api': 'pass' });
    await bench.see({ 'services/web': 'pass' });
    expect([await told(), await bench.alerts()]).toEqual([[], []]);
  });

  it('does not take a warning for the cause where only a failure is one', async () => {
    await bench.close();
    bench = await TellingBench.open([testProbe('insides/restarts', { explains: ['insides/services'], explainsOnly: 'fail' }), testProbe('insides/services')]);
    await bench.channel(webhook());
    await bench.see({ 'insides/restarts': 'warn', 'insides/services': 'fail' });
    await bench.sent();
    expect(receiver.bodies.map(({ check, cause }) => [check, cause]).sort()).toEqual([['insides/restarts', null], ['insides/services', null]]);
  });

  it('is quiet about what somebody took on while it still waited', async () => {
    await bench.see({ 'machine/load': 'fail' });
    const [alert] = await bench.alerts();
    await bench.call('alert.acknowledge', { alert: alert!.id, on: true });
    for (let index = 0; index < 3; index++) await bench.see({ 'machine/load': 'fail' }, minutes(1));
    expect([await told(), (await bench.alerts())[0]?.state]).toEqual([[], 'firing']);
  });

  it('tells once more when the same check finds something else, also of what was acknowledged, over a restart', async () => {
    const ports = (...open: string[]) => (after = minutes(1)) => bench.see({ 'machine/load': open.length > 0 ? 'fail' : 'pass' }, after, () => `Open: ${open.join(', ')}.`, open);
    await ports('10000')();
    await ports('10000')();
    await ports('10000')();
    expect(await told()).toEqual(['fire machine/load fail']);
    const [alert] = await bench.alerts();
    await bench.call('alert.acknowledge', { alert: alert!.id, on: true });
    await bench.restart();
    await ports('10000')(minutes(10));
    expect(await told()).toEqual([]);
    await ports('9200')();
    await bench.sent();
    expect(receiver.bodies).toMatchObject([{ kind: 'worse', text: 'Open: 9200.' }]);
    expect([await told(), (await bench.alerts())[0]?.acknowledged]).toEqual([['worse machine/load fail'], null]);
    await ports('9200')(minutes(10));
    expect(await told()).toEqual([]);
    await ports('9200', '10000')();
    expect(await told()).toEqual(['worse machine/load fail']);
  });

  it('does not tell what joined, or what it broke, while it is well again, and tells it once it is ill again', async () => {
    await bench.close();
    bench = await TellingBench.open([testProbe('disk/space', { explains: ['services/'], afterMinutes: 5 }), testProbe('services/web')]);
    await bench.channel(webhook());
    const disks = (web: 'pass' | 'fail', ...full: string[]) => bench.see({ 'disk/space': full.length > 0 ? 'fail' : 'pass', 'services/web': web }, minutes(1), () => `Full: ${full.join(', ')}.`, full);
    for (let index = 0; index < 7; index++) await disks('pass', '/');
    expect(await told()).toEqual(['fire disk/space fail']);
    // Within five minutes of that message nothing more is told; then it is well.
    await disks('pass', '/', '/data');
    for (let index = 0; index < 4; index++) await disks('fail');
    expect(await told()).toEqual([]);
    await disks('fail', '/', '/data');
    await bench.sent();
    expect(receiver.bodies).toMatchObject([{ kind: 'worse', text: 'Full: /, /data.', also: ['Full: /, /data.'] }]);
    expect(await told()).toEqual(['worse disk/space fail']);
    for (let index = 0; index < 6; index++) await disks('pass');
    expect(await told()).toEqual(['resolve disk/space fail']);
  });

  it('tells of what was taken on before anybody was told once something joins, and not before', async () => {
    const ports = (...open: string[]) => bench.see({ 'machine/load': 'fail' }, minutes(1), () => `Open: ${open.join(', ')}.`, open);
    await ports('10000');
    const [alert] = await bench.alerts();
    await bench.call('alert.acknowledge', { alert: alert!.id, on: true });
    await bench.restart();
    for (let index = 0; index < 4; index++) await ports('10000');
    expect([await told(), (await bench.alerts())[0]]).toMatchObject([[], { state: 'firing', acknowledged: { by: 'ada' } }]);
    await ports('10000', '9200');
    await bench.sent();
    expect(receiver.bodies).toMatchObject([{ kind: 'fire', text: 'Open: 10000, 9200.' }]);
    expect([await told(), (await bench.alerts())[0]?.acknowledged]).toEqual([['fire machine/load fail'], null]);
    await ports('10000', '9200');
    expect(await told()).toEqual([]);
  });

  it('lets a cause that still waits come first', async () => {
    await bench.close();
    bench = await TellingBench.open([testProbe('reach/x', { explains: [''], afterMinutes: 1 }), testProbe('services/web')]);
    await bench.channel(webhook());
    await bench.see({ 'reach/x': 'fail', 'services/web': 'unknown' });
    await bench.see({ 'reach/x': 'fail', 'services/web': 'fail' });
    expect(await told()).toEqual([]);
    await bench.see({ 'reach/x': 'fail', 'services/web': 'unknown' });
    expect(await told()).toEqual(['fire reach/x fail']);
    for (let index = 0; index < 40; index++) await bench.see({ 'reach/x': 'fail', 'services/web': 'unknown' });
    expect(await told()).toEqual([]);
    // What is asked from outside fails too, and that is no news of a server that is gone.
    for (let index = 0; index < 20; index++) await bench.see({ 'reach/x': 'fail', 'services/web': 'fail' });
    expect(await told()).toEqual([]);
  });

  it('names the cause by what it found, in a sentence, and by its title where an earlier release stored no more', async () => {
    const causes = async () => (await bench.alerts('all')).flatMap(({ causedBy }) => causedBy ?? []);
    const says = (id: string, outcome: string) => (id === 'disk/space' ? `/ is ${outcome}. It has 2 MB.` : `${id} is ${outcome}`);
    await bench.see({ 'disk/space': 'fail', 'services/web': 'fail' }, 30_000, says);
    expect(await causes()).toEqual([{ check: 'disk/space', title: 'Title of disk/space', message: '/ is fail.' }]);
    await bench.see({ 'disk/space': 'fail', 'services/web': 'fail' }, 30_000, () => 'The disk is gone.\nAll of it.');
    expect(await causes()).toMatchObject([{ message: 'The disk is gone.' }]);
    await bench.test.database.alert.updateMany({ where: { checkId: 'services/web' }, data: { causedBy: JSON.stringify({ check: 'disk/space', title: 'The disk has room' }) } });
    expect(await causes()).toEqual([{ check: 'disk/space', title: 'The disk has room', message: 'The disk has room' }]);
  });

  it('gives the likely cause where only a warning explains it', async () => {
    await bench.see({ 'disk/space': 'warn', 'services/web': 'fail' }, 30_000, (id, outcome) => `${id} is ${outcome}. More of it.`);
    await bench.sent();
    // Both are due at the same moment, and no order among such is promised: their ids are random.
    expect(receiver.bodies.map(({ check, cause }) => [check, cause]).sort()).toEqual([['disk/space', null], ['services/web', 'disk/space is warn.']]);
  });
});

describe('a silence', () => {
  it('of a window holds everything back, and what is still ill afterwards is told then', async () => {
    const now = bench.clock.now();
    const window = await bench.call('silence.add', { kind: 'once', title: 'New disks', server: 'alpha', from: new Date(now).toISOString(), to: new Date(now + minutes(10)).toISOString() });
    expect(window).toMatchObject({ isActive: true, by: 'ada' });
    await bench.see({ 'services/web': 'fail', 'services/api': 'fail' });
    expect(await told()).toEqual([]);
    expect((await bench.alerts())[0]).toMatchObject({ state: 'firing', silencedBy: 'Maintenance: New disks' });
    await bench.see({ 'services/web': 'fail', 'services/api': 'pass' });
    await bench.see({ 'services/web': 'fail', 'services/api': 'pass' }, minutes(10));
    expect(await told()).toEqual(['fire services/web fail']);
    expect((await bench.alerts())[0]).toMatchObject({ silencedBy: null });
  });

  it('of a window is changed only as it was shown, and is over once it was moved away', async () => {
    const now = bench.clock.now();
    const times = (from: number, to: number) => ({ kind: 'once' as const, from: new Date(from).toISOString(), to: new Date(to).toISOString() });
    const first = await bench.call('silence.add', { ...times(now, now + minutes(10)), title: 'New disks', server: 'alpha' });
    await bench.see({ 'services/web': 'fail' });
    expect(await told()).toEqual([]);
    const edit = { silence: first.id, version: first.version, title: 'New disks', server: null };
    await expect(bench.call('silence.edit', { ...edit, ...times(now - minutes(20), now - minutes(10)) })).rejects.toMatchObject({ code: 'invalid_input', fields: { to: expect.any(String) as string } });
    await expect(bench.call('silence.edit', { ...edit, ...times(now, now + minutes(10)), server: 'nowhere' })).rejects.toMatchObject({ code: 'not_found' });
    const moved = await bench.call('silence.edit', { ...edit, ...times(now + minutes(60), now + minutes(90)) });
    expect(moved).toMatchObject({ id: first.id, server: null, isActive: false, by: 'ada', window: times(now + minutes(60), now + minutes(90)) });
    await expect(bench.call('silence.edit', { ...edit, ...times(now, now + minutes(10)) })).rejects.toMatchObject({ code: 'conflict', reason: 'changed-meanwhile', message: 'The maintenance window was changed meanwhile. Nothing was saved.' });
    expect(await bench.call('silence.list', {})).toEqual([moved]);
    await bench.see({ 'services/web': 'fail' });
    expect(await told()).toEqual(['fire services/web fail']);
    // Of two that save at the same moment one is let through.
    const all = await Promise.allSettled(['One', 'Two!'].map((title) => bench.call('silence.edit', { ...edit, version: moved.version, title: `${title} of us`, kind: 'weekly', days: [1], at: '02:00', minutes: 30, zone: 'UTC' })));
    expect(all.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await bench.call('silence.remove', { silence: first.id });
    await expect(bench.call('silence.edit', { ...edit, ...times(now, now + minutes(10)) })).rejects.toMatchObject({ reason: 'silence.unknown' });
  });

  it('tells an end that came in a window after it', async () => {
    await bench.see({ 'services/web': 'fail' });
    expect(await told()).toHaveLength(1);
    const now = bench.clock.now();
    await bench.call('silence.add', { kind: 'once', title: 'New disks', server: null, from: new Date(now).toISOString(), to: new Date(now + minutes(10)).toISOString() });
    await bench.see({ 'services/web': 'pass' });
    expect(await told()).toEqual([]);
    expect(await bench.alerts()).toEqual([]);
    await bench.restart();
    await bench.see({ 'services/web': 'pass' }, minutes(10));
    expect(await told()).toEqual(['resolve services/web fail']);
  });

  const runOf = (kind: string, effect: string) => ({
    id: newId(), serverId: bench.serverId, serverName: 'alpha', kind, title: 'Install', actor: 'ada', inputsHash: '', inputsEnc: '', createdAt: new Date(bench.clock.now()), startedAt: new Date(bench.clock.now()), state: 'running',
    steps: { create: [{ stepId: 'one', position: 0, title: 'One', chapter: 'Test', state: 'running', usually: 1, approved: JSON.stringify([{ effect }]) }] },
  });

  it('of a run of ours lasts five minutes longer, and not while the run waits for a person', async () => {
    const run = runOf('install', 'restarts');
    await bench.test.database.run.create({ data: run });
    await bench.see({ 'services/web': 'fail' });
    expect(await told()).toEqual([]);
    expect((await bench.alerts())[0]).toMatchObject({ silencedBy: 'Run of this console: Install' });
    await bench.test.database.run.update({ where: { id: run.id }, data: { state: 'done', endedAt: new Date(bench.clock.now()) } });
    await bench.see({ 'services/web': 'fail' }, minutes(4));
    expect(await told()).toEqual([]);
    await bench.see({ 'services/web': 'fail' }, minutes(1));
    expect(await told()).toEqual(['fire services/web fail']);
    await bench.test.database.run.update({ where: { id: run.id }, data: { state: 'waiting' } });
    await bench.see({ 'services/api': 'fail' });
    expect(await told()).toEqual(['fire services/api fail']);
  });

  it('of a run of ours ends with the run for what is well again', async () => {
    await bench.see({ 'services/web': 'fail' });
    expect(await told()).toEqual(['fire services/web fail']);
    const run = runOf('repair', 'restarts');
    await bench.test.database.run.create({ data: run });
    await bench.see({ 'services/web': 'pass' }, minutes(2));
    await bench.see({ 'services/web': 'pass' }, minutes(2));
    expect(await told()).toEqual([]);
    await bench.test.database.run.update({ where: { id: run.id }, data: { state: 'done', endedAt: new Date(bench.clock.now()) } });
    await bench.see({ 'services/web': 'pass' });
    expect(await told()).toEqual(['resolve services/web fail']);
  });

  it('of a run of ours leaves what it mended to two good answers, and a page says when it ends', async () => {
    for (let index = 0; index < 5; index++) await bench.see({ 'machine/load': 'fail' });
    expect(await told()).toEqual(['fire machine/load fail']);
    await bench.test.database.run.create({ data: { ...runOf('repair', 'changes'), state: 'done', endedAt: new Date(bench.clock.now()) } });
    await bench.see({ 'machine/load': 'pass' }, 5000);
    expect(await bench.alerts()).toMatchObject([{ state: 'firing', recoversAt: new Date(bench.clock.now() + 15_000).toISOString() }]);
    await bench.see({ 'machine/load': 'pass' }, 15_000);
    expect([await told(), await bench.alerts()]).toEqual([['resolve machine/load fail'], []]);
  });

  it.each(['backup', 'acceptance'])('is none after a run of kind %s, which mends nothing: what is well again must stay so as long as ever', async (kind) => {
    for (let index = 0; index < 5; index++) await bench.see({ 'machine/load': 'fail' });
    await bench.test.database.run.create({ data: { ...runOf(kind, 'changes'), state: 'done', endedAt: new Date(bench.clock.now()) } });
    await bench.see({ 'machine/load': 'pass' }, 5000);
    expect(await bench.alerts()).toMatchObject([{ state: 'firing', recoversAt: new Date(bench.clock.now() + minutes(2)).toISOString() }]);
  });

  it('of a run of ours does not hide what no run brings about', async () => {
    await bench.close();
    bench = await TellingBench.open([testProbe('monitoring/disk-data'), testProbe('services/web')]);
    await bench.channel(webhook());
    await bench.test.database.run.create({ data: runOf('repair', 'restarts') });
    await bench.see({ 'monitoring/disk-data': 'fail', 'services/web': 'fail' });
    expect(await told()).toEqual(['fire monitoring/disk-data fail']);
  });

  it('of a run of ours lasts for the ends of containers until those of its last minutes are said no more', async () => {
    await bench.close();
    bench = await TellingBench.open([testProbe('insides/restarts'), testProbe('services/web')]);
    await bench.channel(webhook());
    const run = runOf('install', 'restarts');
    await bench.test.database.run.create({ data: { ...run, state: 'done', endedAt: new Date(bench.clock.now()) } });
    await bench.see({ 'insides/restarts': 'warn', 'services/web': 'fail' }, minutes(6));
    expect(await told()).toEqual(['fire services/web fail']);
    await bench.see({ 'insides/restarts': 'warn', 'services/web': 'fail' }, minutes(5));
    expect(await told()).toEqual(['fire insides/restarts warn']);
  });

  it('is none of a repair that restarts nothing', async () => {
    await bench.test.database.run.create({ data: runOf('repair', 'changes') });
    await bench.see({ 'services/web': 'fail' });
    expect(await told()).toEqual(['fire services/web fail']);
  });
});

it('snoozes, and is acknowledged until it is worse', async () => {
  await bench.see({ 'services/web': 'warn' });
  expect(await told()).toHaveLength(1);
  const [alert] = await bench.alerts();
  expect(await bench.call('alert.acknowledge', { alert: alert!.id, on: true })).toMatchObject({ acknowledged: { by: 'ada' } });
  expect(await bench.call('alert.snooze', { alert: alert!.id, minutes: 60 })).toMatchObject({ snoozedUntil: '2026-06-10T13:00:30.000Z' });
  await bench.see({ 'services/web': 'fail' });
  expect(await told()).toEqual([]);
  await bench.call('alert.snooze', { alert: alert!.id, minutes: 0 });
  await bench.see({ 'services/web': 'fail' });
  expect(await told()).toEqual(['worse services/web fail']);
  expect((await bench.alerts())[0]).toMatchObject({ acknowledged: null });
  await bench.see({ 'services/web': 'fail' }, minutes(239));
  expect(await told()).toEqual([]);
  await bench.see({ 'services/web': 'fail' }, minutes(2));
  expect(await told()).toEqual(['reminder services/web fail']);
  await bench.see({ 'services/web': 'pass' });
  await expect(bench.call('alert.snooze', { alert: alert!.id, minutes: 5 })).rejects.toMatchObject({ reason: 'alert.resolved' });
});

it('follows the rules of the server, and ends what is no longer watched', async () => {
  const rule = { isOn: true, afterMinutes: 1, repeatMinutes: 0, least: 'fail' as const };
  const rules = await bench.call('rule.save', { server: 'alpha', check: 'services/web', rule });
  expect(rules.find(({ check }) => check === 'services/web')).toMatchObject({ ...rule, isOwn: true });
  await expect(bench.call('rule.save', { server: 'alpha', check: 'no/such', rule })).rejects.toMatchObject({ code: 'not_found' });
  await bench.see({ 'services/web': 'warn' });
  await bench.see({ 'services/web': 'warn' }, minutes(1));
  expect(await bench.alerts()).toEqual([]);
  await bench.see({ 'services/web': 'fail' });
  expect(await bench.alerts()).toMatchObject([{ state: 'pending' }]);
  await bench.see({ 'services/web': 'fail' }, minutes(1));
  expect(await told()).toEqual(['fire services/web fail']);
  await bench.call('rule.save', { server: 'alpha', check: 'services/web', rule: { ...rule, isOn: false } });
  await bench.see({ 'services/api': 'pass' });
  expect(await told()).toEqual(['resolve services/web fail']);
  expect(await bench.call('rule.save', { server: 'alpha', check: 'services/web', rule: null })).toMatchObject([{}, {}, {}, { check: 'services/web', isOwn: false, isOn: true, repeatMinutes: 240 }, {}, {}]);
  await bench.see({ 'services/web': 'fail' });
  expect(await told()).toEqual(['fire services/web fail']);
  await bench.work.alerts.forget(bench.serverId);
  expect(await told()).toEqual(['resolve services/web fail']);
});

it('goes on after a restart: nothing is told twice, what is missing ends nothing, and what was pending stays so', async () => {
  await bench.see({ 'services/web': 'fail', 'machine/load': 'warn' });
  expect(await told()).toEqual(['fire services/web fail']);
  await bench.restart();
  await bench.see({});
  await bench.see({ 'services/web': 'unknown' });
  await bench.see({ 'services/web': 'fail', 'machine/load': 'warn' });
  expect(await told()).toEqual([]);
  await bench.see({ 'machine/load': 'warn' });
  expect(await told()).toEqual(['fire machine/load warn']);
  await bench.restart();
  await bench.see({ 'services/web': 'pass' });
  expect(await told()).toEqual(['resolve services/web fail']);
});

it('says that it comes and goes, once, over restarts', async () => {
  const all: string[] = [];
  for (let index = 0; index < 16; index++) {
    await bench.see({ 'services/web': index % 2 === 0 ? 'fail' : 'pass' });
    if (index === 5) await bench.restart();
    all.push(...(await told()));
  }
  expect(all).toEqual(['fire services/web fail', 'resolve services/web fail', 'fire services/web fail', 'resolve services/web fail', 'fire services/web fail']);
  expect((await bench.call('delivery.list', { limit: 1 }))[0]).toMatchObject({ what: 'Comes and goes on alpha: services/web is fail' });
  for (let index = 0; index < 62; index++) await bench.see({ 'services/web': 'pass' });
  expect(await told()).toEqual(['resolve services/web fail']);
});

it('follows a server to another name, and ends with it', async () => {
  const now = bench.clock.now();
  await bench.call('silence.add', { kind: 'once', title: 'New disks', server: 'alpha', from: new Date(now).toISOString(), to: new Date(now + minutes(10)).toISOString() });
  await bench.channel(webhook(), { servers: ['alpha'] });
  await bench.call('server.edit', { server: 'alpha', profile: { name: 'beta', address: '192.0.2.1', port: 22, login: 'root', auth: 'agent', sudo: 'none' } });
  expect((await bench.call('silence.list', {}))[0]).toMatchObject({ server: 'beta' });
  expect((await bench.call('channel.list', {})).map(({ servers }) => servers)).toContainEqual(['beta']);
  await bench.see({ 'services/web': 'fail' }, minutes(11));
  expect(await told()).toEqual(['fire services/web fail', 'fire services/web fail']);
  await bench.call('server.remove', { server: 'beta', confirm: 'beta', clear: false });
  expect(await told()).toEqual(['resolve services/web fail', 'resolve services/web fail']);
  expect(await bench.call('silence.list', {})).toEqual([]);
});

it('ends the alerts of a server that is no longer to be watched', async () => {
  await bench.see({ 'services/web': 'fail' });
  const { isOn: _isOn, defaults: _defaults, ...watch } = await bench.call('watch.get', { server: 'alpha' });
  await bench.call('watch.save', { server: 'alpha', watch: { ...watch, isOn: false, apiSecretKey: { action: 'keep' } } });
  expect(await told()).toEqual(['fire services/web fail', 'resolve services/web fail']);
});
