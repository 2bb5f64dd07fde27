import { count, seconds } from '@/lib/core/units';
import { projectContainers, type ProjectContainer } from '@/lib/facts/project-containers';
import { receipt } from '@/lib/facts/receipt';
import { chapters } from '../chapters';
import { compose } from '../compose-command';
import { logsCommandOfName } from '../container-word';
import { probe } from '../define';
import { disksAreThere } from '../disks-are-there';
import type { Inputs } from '../inputs';
import { wereInstalled } from '../installed-hashes';
import { wantedServices } from '../wanted-services';
import { answersOfServices } from '../answers-of-services';

export const servicesRun = probe({
  id: 'insides/services',
  guide: null,
  title: 'Every service runs',
  chapter: chapters.insides,
  every: seconds(30),
  afterMinutes: 1,
  explains: answersOfServices,
  needs: ({ layout }) => ({ containers: projectContainers(layout.base), installed: receipt('compose-up') }),
  actual: ({ containers = [] }) => `${containers.filter(({ state }) => state === 'running').length} of ${count(containers.length, 'container')}`,
  subjects: ({ containers = [], installed }, inputs) => [...missing(containers, inputs, installed), ...containers.filter((each) => !isWell(each, inputs) || each.isUnhealthy).map(({ service }) => service)],
  wanted: (inputs) => (wantedServices(inputs) === null ? 'all containers of the project' : count(wantedServices(inputs)?.length ?? 0, 'service')),
  outcomes: [
    { outcome: 'fail', when: ({ containers }) => containers === undefined, message: () => 'Docker does not answer.', remedy: 'Look at "systemctl status docker" and "journalctl -u docker -n 100" as root; "systemctl start docker" starts it.' },
    { outcome: 'fail', when: ({ containers }) => containers?.length === 0, message: (_facts, { layout }) => `ClearML has no container: there is none of the project in ${layout.base}.`, remedy: 'Run the install, or start it with Compose.' },
    { outcome: 'fail', when: ({ containers = [], installed }, inputs) => troubles(containers, inputs, installed).length > 0, message: ({ containers = [], installed }, inputs) => `${troubles(containers, inputs, installed).join('. ')}.`, remedy: ({ containers = [] }, inputs) => troubleRemedy(containers.find((container) => !isWell(container, inputs))) },
    { outcome: 'warn', when: ({ containers = [] }) => containers.some(({ isUnhealthy }) => isUnhealthy), message: ({ containers = [] }) => `All services run, but ${containers.filter(({ isUnhealthy }) => isUnhealthy).map(({ service }) => service).join(', ')} fails its own health check.`, remedy: ({ containers = [] }) => `Look at its output: ${containers.filter(({ isUnhealthy }) => isUnhealthy).slice(0, 3).map(({ name }) => logsCommandOfName(name)).join(', ')}.` },
    { outcome: 'pass', when: () => true, message: ({ containers = [] }) => `${count(containers.length, 'container')}, and each does what it should.` },
  ],
  repair: {
    title: 'Start what is stopped',
    // Without the supplied files it would not be known how Compose is to be called; one that restarts again and again is started already.
    plan: ({ containers = [], installed }, inputs) => (wantedServices(inputs) === null || containers.length === 0 || !isStartable(containers, inputs, installed) ? [] : [
      disksAreThere,
      ...(containers.some(({ state }) => state === 'paused') ? [compose(inputs, ['unpause'], { why: 'Goes on with what is paused' })] : []),
      compose(inputs, ['up', '-d', '--no-recreate'], { why: 'Starts what is stopped and makes what is missing; what runs is left as it is' }),
    ]),
  },
});

/** Services that shall run and have no container. One that the materials name only since the install is not missing yet. */
const missing = (containers: readonly ProjectContainer[], inputs: Inputs, installed: string | undefined): string[] =>
  installed !== undefined && !wereInstalled(inputs, installed).files ? [] : (wantedServices(inputs) ?? []).map(({ name }) => name).filter((name) => !containers.some(({ service }) => service === name));

/** A sentence without its full stop for each service that is not as it should be. */
const troubles = (containers: readonly ProjectContainer[], inputs: Inputs, installed: string | undefined): string[] => [
  ...missing(containers, inputs, installed).map((name) => `${name} has no container`),
  ...containers.filter((container) => !isWell(container, inputs)).map(describe),
];

/** Of the first that has a container, since only that one said something. */
const troubleRemedy = (first: ProjectContainer | undefined): string =>
  first === undefined ? 'Start what is missing with Compose, which says why where it cannot.' : `Look at the output of ${first.service}: ${logsCommandOfName(first.name)}. Others often wait for it.`;

/** A one-time job that ended well is well, too. */
const isWell = ({ state, exitCode, service }: ProjectContainer, inputs: Inputs): boolean =>
  state === 'running' || (state === 'exited' && exitCode === 0 && (wantedServices(inputs) ?? []).some(({ name, isOnce }) => name === service && isOnce));

const isStartable = (containers: readonly ProjectContainer[], inputs: Inputs, installed: string | undefined): boolean =>
  missing(containers, inputs, installed).length > 0 || containers.some((container) => !isWell(container, inputs) && container.state !== 'restarting');

function describe({ service, name, state, exitCode }: ProjectContainer): string {
  const who = `${service} (container ${name})`;
  const code = exitCode === undefined ? '' : `exit code ${exitCode}${exitCode === 137 ? ', killed: often for want of memory' : ''}`;
  if (state === 'restarting') return `${who} restarts again and again: ${code || 'it ends at once'}`;
  return state === 'exited' ? `${who} has stopped: ${code || 'no exit code is told'}` : `${who} is ${state}`;
}
