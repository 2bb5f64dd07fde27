import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Checkup } from '@/lib/contract/finding';
import type { Run, RunStep } from '@/lib/contract/run';
import type { SettingsForm } from '@/lib/contract/settings';
import type { ServerInput } from '@/lib/contract/server';
import type { InputOf, OutputOf, VerbName } from '@/lib/contract/verbs';
import type { Services } from '@/lib/services/types';
import type { WizardInfo } from './journey';

export type Call = <V extends VerbName>(verb: V, input: InputOf<V>) => Promise<OutputOf<V>>;

/** Calls the services of this process as a signed-in admin. */
export function callOf(services: Services): Call {
  return (verb, input) =>
    services.call(verb, { actor: { id: 'a', name: 'ada', role: 'admin' }, sessionId: 's', address: '127.0.0.1', clock: services.resources.clock, resources: services.resources, cookie: '', setCookies: [] }, input);
}

const guideFiles = { compose: 'docker-compose.yml', override: 'docker-compose.override.yml', constants: 'constants.env' } as const;
export type Slot = keyof typeof guideFiles;

/** Text of one of the sample materials, `broken/…` or `guide/…`. */
export const sample = (file: string): string => readFileSync(path.join('tests/support/materials', file), 'utf8');

export const set = (value: string) => ({ action: 'set' as const, value });

/** States in which a run moves no further by itself. */
const resting: readonly Run['state'][] = ['waiting', 'failed', 'done', 'interrupted', 'cancelled'];

/** An operator's way through the wizard by verbs alone, a method for each stage. */
export class Operator {
  constructor(readonly call: Call, readonly info: WizardInfo, readonly server = info.name) {}

  /** Adds the profile, pins the host key that the server shows, and tests the connection. */
  async connect(profile: Partial<ServerInput> = {}): Promise<void> {
    await this.call('server.add', this.profile(profile));
    const first = await this.call('server.test', { server: this.server });
    if (first.presented === null) throw new Error(`no host key: ${JSON.stringify(first)}`);
    await this.call('server.trust', { server: this.server, hostKey: first.presented });
  }

  /** The profile of ops, whose sudo asks for a password. */
  profile(changes: Partial<ServerInput> = {}): InputOf<'server.add'> {
    return { name: this.server, address: this.info.address, port: this.info.port, login: 'ops', auth: 'password', sudo: 'same', password: set(this.info.users.ops!.password), ...changes };
  }

  edit(changes: Partial<ServerInput>): Promise<unknown> {
    return this.call('server.edit', { server: this.server, profile: this.profile(changes) });
  }

  put(slot: Slot, text: string): Promise<OutputOf<'materials.put'>> {
    return this.call('materials.put', { server: this.server, file: { slot, fileName: guideFiles[slot], base64: Buffer.from(text).toString('base64') } });
  }

  async supply(): Promise<void> {
    for (const slot of Object.keys(guideFiles) as Slot[]) await this.put(slot, sample(`guide/${guideFiles[slot]}`));
  }

  async settle(changes: Partial<SettingsForm> = {}): Promise<OutputOf<'settings.save'>> {
    const { address, registry, apt, publicRegistry } = this.info;
    return this.call('settings.save', {
      server: this.server,
      settings: {
        access: { kind: 'http', address }, registryHost: registry.host, registryUser: registry.user, registryPassword: set(registry.password),
        supportPassword: set('canary-support-4711'), aptRepository: apt.url, aptKeyFingerprint: apt.keyFingerprint, helloWorldImage: publicRegistry.helloWorld, ...changes,
      },
    });
  }

  /** Asks all checks; as found, nothing overridden. */
  async check(): Promise<Checkup> {
    await this.call('preflight.start', { server: this.server });
    return until(() => this.call('preflight.get', { server: this.server }), ({ state }) => state === 'done', 180);
  }

  /** The checks, with what a small machine fails overridden one by one. */
  async pass(): Promise<Checkup> {
    let preflight = await this.check();
    for (const finding of preflight.findings.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown'))
      preflight = await this.call('preflight.override', { server: this.server, check: finding.id, message: finding.message, reason: 'A small test host' });
    return preflight;
  }

  plan(): Promise<OutputOf<'plan.make'>> {
    return this.call('plan.make', { server: this.server });
  }

  /** Starts the plan of now; what it destroys is confirmed as a person would. */
  async start(): Promise<string> {
    const plan = await this.plan();
    const { run } = await this.call('run.start', { server: this.server, plan: plan.id, ...(plan.needsName ? { confirm: this.server } : {}) });
    return run;
  }

  /** Waits until the run moves no further by itself, or `is` holds. */
  async rest(run: string, is: (run: Run) => boolean = ({ state }) => resting.includes(state), seconds = 400): Promise<Run> {
    return until(() => this.call('run.get', { run }), is, seconds, (last) => [last.state, last.sentence, last.steps.filter(({ state }) => state !== 'pending').map(({ id, state, failure, waitsFor }) => [id, state, failure, waitsFor])]);
  }

  /** As `rest`, and says yes to the restart that the run asks for. */
  async restOverReboot(run: string): Promise<Run> {
    for (;;) {
      const rested = await this.rest(run);
      const asks = rested.steps.find((step) => step.waitsFor?.kind === 'reboot');
      if (rested.state !== 'waiting' || !asks) return rested;
      await this.call('run.approve', { run, step: asks.id, shown: asks.waitsFor!.id });
      await this.rest(run, ({ state }) => state !== 'waiting');
    }
  }

  async retry(run: string, fromStep?: string): Promise<void> {
    await this.call('run.retry', { run, ...(fromStep ? { fromStep } : {}) });
    await this.rest(run, ({ state }) => state !== 'failed' && state !== 'interrupted');
  }

  /** Waits until the verification that a finished run starts says what is asked for. */
  verification(is: (checkup: Checkup) => boolean = ({ state }) => state === 'done', seconds = 330): Promise<Checkup> {
    return until(() => this.call('verification.get', { server: this.server }), is, seconds);
  }
}

/** The step that stopped a run, with its failure as one text to search in. */
export function stopped(run: Run): RunStep & { said: string } {
  const step = run.steps.find(({ failure }) => failure !== null);
  if (!step?.failure) throw new Error(`no step failed: ${run.state}, ${run.sentence} ${JSON.stringify(run.steps.map(({ id, state }) => [id, state]))}`);
  const { sentence, cause, remedy } = step.failure;
  return { ...step, said: [sentence, cause ?? '', remedy].join(' ') };
}

/** Asks until the answer is what is waited for; fails with the last answer. */
export async function until<T>(ask: () => Promise<T> | T, is: (value: T) => boolean, seconds = 60, brief: (value: T) => unknown = (value) => value): Promise<T> {
  for (const end = Date.now() + seconds * 1000; ; ) {
    const value = await ask();
    if (is(value)) return value;
    if (Date.now() > end) throw new Error(`Not reached in ${seconds} s: ${(JSON.stringify(brief(value)) ?? 'nothing').slice(-4000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
