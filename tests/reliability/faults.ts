import { installation } from '@/lib/guide/index';
import type { Operator } from '../support/operator';
import { sample, set, until } from '../support/operator';
import type { Relay } from '../support/relay';
import type { ServerFaults } from '../support/server-faults';
import type { TestHost } from '../support/test-host';

/** What a fault is struck with. */
export interface Stage {
  readonly host: TestHost;
  readonly faults: ServerFaults;
  readonly relay: Relay;
  readonly operator: Operator;
}

export const steps: readonly string[] = installation.map(({ id }) => id);
/** Columns of the table: where in an installation a fault strikes. */
export const phases: readonly string[] = ['connect', 'preflight', 'plan', ...steps, 'verify'];

export interface Fault {
  readonly name: string;
  /** Phases for which it means something. */
  readonly at: readonly string[];
  /** `begin`: it is there from the start of the plan on; `before` a step starts; `during`: while the step is followed. */
  readonly when: 'begin' | 'before' | 'during';
  strike(stage: Stage): Promise<unknown>;
  mend(stage: Stage): Promise<unknown>;
  /** Words that its sentence must have wherever it stops something. */
  readonly says: RegExp;
}

const step = (...names: string[]) => names.map((name) => `installation/${name}`);
const nothing = () => Promise.resolve();
const bootId = ({ host }: Stage) => host.shell('cat /proc/sys/kernel/random/boot_id').catch(() => '');
let before = '';

/** The console killed with SIGKILL is a row of its own: killed.ts. */
export const faultRows: readonly Fault[] = [
  { name: 'connection cut', at: phases, when: 'during', strike: ({ relay }) => Promise.resolve(relay.cut()), mend: nothing, says: /connection|answer|closed|lost|reached/i },
  {
    name: 'server rebooted', at: phases.filter((phase) => phase !== 'connect'), when: 'during',
    async strike(stage) {
      before = await bootId(stage);
      await stage.host.shell('systemctl --no-block reboot').catch(() => undefined);
    },
    async mend(stage) {
      await until(() => bootId(stage), (now) => now !== '' && now !== before, 120);
      const state = () => stage.host.shell('systemctl is-active ssh && systemctl is-system-running --wait || true').catch(() => '');
      await until(state, (now) => /^active\n(?:running|degraded)/.test(now), 120);
      await stage.host.shell('dpkg --configure -a');
    },
    says: /restarted|interrupted|broken off|connection|answer|reached|without leaving an exit code/i,
  },
  {
    name: 'wrong sudo password', at: phases, when: 'before',
    strike: ({ host }) => host.shell("echo 'ops:another password' | chpasswd"),
    mend: ({ host, operator }) => host.shell(`printf 'ops:%s\\n' "$(echo ${Buffer.from(operator.info.users.ops!.password).toString('base64')} | base64 -d)" | chpasswd`),
    says: /sudo .*refused the password|password .*refused|refused .*password/i,
  },
  { name: 'apt repository unreachable', at: ['preflight', ...step('docker-ce', 'compose')], when: 'before', strike: ({ faults }) => faults.cutOff('apt'), mend: ({ faults }) => faults.letIn('apt'), says: /apt repository|fetch the key|package/i },
  {
    name: 'registry unreachable', at: ['preflight', ...step('hello-world', 'docker-login', 'compose-pull')], when: 'before',
    strike: ({ faults }) => Promise.all([faults.cutOff('registry'), faults.cutOff('public')]), mend: ({ faults }) => Promise.all([faults.letIn('registry'), faults.letIn('public')]), says: /can't (?:be )?reach/i,
  },
  { name: 'port 8080 taken', at: ['preflight', ...step('compose-up')], when: 'before', strike: ({ faults }) => faults.takePort(), mend: ({ faults }) => faults.freePort(), says: /port .*taken/i },
  { name: "Docker's disk full", at: step('hello-world', 'compose-pull', 'compose-up'), when: 'before', strike: ({ faults }) => faults.fillDisk(), mend: ({ faults }) => faults.clearDisk(), says: /disk of the server is full/i },
  {
    name: 'wrong registry password', at: step('docker-login'), when: 'begin',
    strike: ({ operator }) => operator.settle({ registryPassword: set('wrong') }), mend: ({ operator }) => operator.settle(), says: /refuses the user or the password/i,
  },
  {
    name: 'compose file refused', at: step('compose-config'), when: 'begin',
    strike: ({ operator }) => operator.put('override', `${sample('guide/docker-compose.override.yml')}\nvolumes: 7\n`),
    mend: ({ operator }) => operator.put('override', sample('guide/docker-compose.override.yml')), says: /does not accept the files/i,
  },
  { name: 'apt locked for more than five minutes', at: ['preflight', ...step('docker-ce')], when: 'before', strike: ({ faults }) => faults.lockApt(), mend: ({ faults }) => faults.unlockApt(), says: /apt is held|another process installs packages/i },
  {
    name: 'container restarts for ever', at: step('web-access'), when: 'begin',
    strike: ({ operator }) => operator.put('override', `${sample('guide/docker-compose.override.yml')}${sample('broken/restart-loop.override.yml').split('\n').filter((line) => line.startsWith('      - ')).join('\n')}\n`),
    mend: ({ operator }) => operator.put('override', sample('guide/docker-compose.override.yml')), says: /did not answer in time|does not stay up|again and again/i,
  },
];
