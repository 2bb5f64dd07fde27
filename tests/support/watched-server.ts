import type { Alert } from '@/lib/contract/alert';
import type { Health, Watched } from '@/lib/contract/health';
import type { SettingsForm } from '@/lib/contract/settings';
import { startWorkers, type Workers } from '@/lib/services/workers/start';
import { InProcessConsole } from './in-process-console';
import type { WizardInfo } from './journey';
import { callOf, Operator, until } from './operator';
import { mailReceiver, webhookReceiver, type Receiver } from './receivers';
import { TestHost } from './test-host';

/** What the machine of the tests is: its memory and load are not the server's. */
export const isOfMachine = ({ id }: Watched) => /memory|load|pressure|cpu|swap|latency/.test(id);
const ill = (finding: Watched) => finding.outcome === 'warn' || finding.outcome === 'fail';

/** A test host on which ClearML was installed by this console, which watches it and tells a mail server and a webhook. */
export class WatchedServer {
  private constructor(readonly host: TestHost, readonly console: InProcessConsole, public operator: Operator, readonly mail: Receiver, readonly webhook: Receiver, private workers: Workers) {}

  /** `settings`: besides those of every test. `prepare`: what the server needs besides, once they are saved. */
  static async up(name: string, address: string, { settings, prepare }: { settings?: Partial<SettingsForm>; prepare?: (server: WatchedServer) => Promise<void> } = {}): Promise<WatchedServer> {
    const host = await TestHost.up(name, address, '--variant', 'images');
    const console_ = await InProcessConsole.start();
    const workers = await startWorkers(console_.services);
    const operator = new Operator(callOf(console_.services), host.info as WizardInfo);
    const own = new WatchedServer(host, console_, operator, await mailReceiver(), await webhookReceiver(), workers);
    await own.tellBoth();
    await operator.connect();
    await operator.supply();
    await operator.settle(settings);
    await prepare?.(own);
    await operator.pass();
    const run = await operator.restOverReboot(await operator.start());
    if (run.state !== 'done') throw new Error(`The installation stopped: ${run.sentence}`);
    const verified = await operator.verification();
    if (!verified.clear) throw new Error(`ClearML does not work: ${verified.sentence}`);
    return own;
  }

  private async tellBoth(): Promise<void> {
    const { call } = this.operator;
    await call('telling.save', { allowedNetworks: ['127.0.0.0/8'], deadManUrl: { action: 'keep' } });
    await call('channel.save', { id: null, channel: { name: 'Mail', settings: { kind: 'email', host: '127.0.0.1', port: this.mail.port, security: 'none', from: 'console@example.com', to: ['ops@example.com'] } } });
    await call('channel.save', { id: null, channel: { name: 'Webhook', settings: { kind: 'webhook', url: { action: 'set', value: `http://127.0.0.1:${this.webhook.port}/` } } } });
  }

  health(): Promise<Health> {
    return this.operator.call('health.get', { server: this.operator.server });
  }

  /** Waits until one probe's finding is as asked for. */
  async finding(check: string, is: (finding: Watched) => boolean = ill, seconds = 120): Promise<Watched> {
    const brief = ({ sentence, findings }: Health) => [sentence, findings.filter(({ id }) => id === check), findings.filter(ill).map(({ id, message }) => [id, message])];
    const found = await until(() => this.health(), ({ findings }) => findings.some((each) => each.id === check && each.askedAt !== null && is(each)), seconds, brief);
    return found.findings.find(({ id }) => id === check)!;
  }

  /** Waits until every probe was asked and nothing of the server fails; gives what warns. */
  async settled(seconds = 180): Promise<Watched[]> {
    const settles = (each: Watched) => each.askedAt !== null && (isOfMachine(each) || (each.outcome !== 'fail' && each.outcome !== 'unknown'));
    const brief = ({ sentence, findings }: Health) => [sentence, findings.filter((each) => !settles(each)).map(({ id, outcome, message }) => [id, outcome, message])];
    const { findings } = await until(() => this.health(), (now) => now.findings.length > 0 && now.findings.every(settles), seconds, brief);
    return findings.filter(ill);
  }

  /** Waits until a check's alert stands as asked for; the newest one counts. */
  async alert(check: string, is: (alert: Alert | undefined) => boolean, seconds = 120): Promise<Alert | undefined> {
    const list = () => this.operator.call('alert.list', { server: this.operator.server, state: 'all', limit: 200 });
    const all = await until(list, (alerts) => is(alerts.find((each) => each.check === check)), seconds, (alerts) => alerts.map(({ check: id, state, since, message, silencedBy, causedBy }) => [id, state, since, message, silencedBy, causedBy]));
    return all.find((each) => each.check === check);
  }

  firing = (check: string, seconds?: number) => this.alert(check, (alert) => alert?.state === 'firing', seconds);
  resolved = (check: string, seconds?: number) => this.alert(check, (alert) => alert?.state === 'resolved', seconds);

  /** Does the repair that a finding offers, as the run that it starts. */
  async repair(check: string): Promise<void> {
    const { repair } = await this.finding(check, (finding) => ill(finding) && finding.repair !== null);
    const { run } = await this.operator.call('health.repair', { server: this.operator.server, check, shown: repair!.id, confirm: this.operator.server });
    const ended = await this.operator.rest(run);
    if (ended.state !== 'done') throw new Error(`The repair of ${check} stopped: ${ended.sentence} ${JSON.stringify(ended.steps.map(({ failure }) => failure))}`);
  }

  /** What the console did until now was so many minutes before: its alerts wait for minutes after a run, which no test needs to. */
  async runsWere(minutesAgo: number): Promise<void> {
    const { database } = this.console.services.resources;
    const earlier = (time: Date | null) => time && new Date(time.getTime() - minutesAgo * 60_000);
    for (const { id, startedAt, endedAt } of await database.run.findMany()) await database.run.update({ where: { id }, data: { startedAt: earlier(startedAt), endedAt: earlier(endedAt) } });
    for (const { runId, stepId, startedAt, endedAt } of await database.runStep.findMany()) await database.runStep.update({ where: { runId_stepId: { runId, stepId } }, data: { startedAt: earlier(startedAt), endedAt: earlier(endedAt) } });
  }

  /** Messages of both receivers that hold a text. */
  told(text: string): { mail: number; webhook: number } {
    const count = (all: readonly string[]) => all.filter((each) => unfold(each).includes(text)).length;
    return { mail: count(this.mail.got), webhook: count(this.webhook.got) };
  }

  /** The workers end and begin again, as with the console: what they know is in the database. */
  async restart(): Promise<void> {
    await this.workers.stop();
    // Other resources, though of the same parts, have work of their own.
    const services = { ...this.console.services, resources: { ...this.console.services.resources } };
    this.workers = await startWorkers(services);
    this.operator = new Operator(callOf(services), this.host.info as WizardInfo);
  }

  /** The server is left alone. */
  stopWatching(): Promise<void> {
    return this.workers.stop();
  }

  async close(): Promise<void> {
    await this.workers.stop();
    await this.console.close();
    await this.mail.stop();
    await this.webhook.stop();
    await this.host.down();
  }
}

/** Long lines of a mail are wrapped and some of its characters written as =XX (quoted-printable). */
const unfold = (text: string) => text.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=').replaceAll(/\r?\n[ \t]/g, ' ');
