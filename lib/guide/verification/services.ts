import { composeConfig } from '@/lib/facts/compose-config';
import { containers, type Container } from '@/lib/facts/containers';
import { count } from '@/lib/core/units';
import { chapters } from '../chapters';
import { containersOf } from '../containers-of';
import { logsCommandOfName } from '../container-word';
import { check } from '../define';

export const services = check({
  id: 'verification/services',
  guide: null,
  title: 'Every service runs and stays up',
  chapter: chapters.verification,
  needs: ({ layout }) => ({ config: composeConfig(layout.base), containers }),
  actual: ({ config, containers }, { layout }) => `${containersOf(layout.base, containers).filter(({ state }) => state === 'running').length} of ${count(config?.services.length ?? 0, 'service')}`,
  wanted: () => 'all services of the compose files',
  outcomes: [
    { outcome: 'fail', when: ({ config }) => config === undefined, message: (_facts, { layout }) => `There is no project of Compose in ${layout.base}.`, remedy: 'Run the install.' },
    { outcome: 'fail', when: ({ config }) => config?.refused !== undefined, message: ({ config }, { layout }) => `Compose does not accept the files in ${layout.base}: ${config?.refused ?? ''}.`, remedy: 'Correct the files on the Materials page and plan again.' },
    { outcome: 'fail', when: ({ config }) => config?.services.length === 0, message: (_facts, { layout }) => `Compose names no service in ${layout.base}.`, remedy: 'Look at docker-compose.yml: its services may all belong to profiles, or stand outside "services:".' },
    { outcome: 'fail', when: ({ config, containers }, { layout }) => troubles(config?.services ?? [], containersOf(layout.base, containers)).length > 0, message: ({ config, containers }, { layout }) => `${troubles(config?.services ?? [], containersOf(layout.base, containers)).map(({ text }) => text).join('. ')}.`, remedy: ({ config, containers }, { layout }) => remedy(troubles(config?.services ?? [], containersOf(layout.base, containers))) },
    { outcome: 'warn', when: ({ containers }, { layout }) => containersOf(layout.base, containers).some(hasRestarted), message: ({ containers }, { layout }) => `All services run. ${containersOf(layout.base, containers).filter(hasRestarted).map(({ service, restarts }) => `${service} was restarted ${count(restarts, 'time')}`).join(', ')}.`, remedy: 'During a first start this is usual. Ask again later: the counts should not grow.' },
    { outcome: 'pass', when: () => true, message: ({ config }) => `All ${count(config?.services.length ?? 0, 'service')} run.` },
  ],
});

const hasRestarted = ({ state, restarts }: Container): boolean => state === 'running' && restarts >= 3;

interface Trouble {
  readonly text: string;
  /** Of a container: its name, as the server tells it. */
  readonly container?: string;
}

/** Of the first that has a container, since only that one said something. */
function remedy(all: readonly Trouble[]): string {
  const first = all.flatMap(({ container }) => container ?? [])[0];
  return first === undefined ? 'Start what is missing with Compose, which says why where it cannot.' : `Look at the output of the first of them: ${logsCommandOfName(first)}. Others often wait for it.`;
}

function troubles(wanted: readonly string[], present: readonly Container[]): Trouble[] {
  return wanted.flatMap((service): Trouble[] => {
    const own = present.filter((container) => container.service === service);
    if (own.length === 0) return [{ text: `${service} has no container` }];
    return own.flatMap((container): Trouble[] => {
      const trouble = (text: string) => [{ text, container: container.name }];
      // Docker waits ever longer between restarts, so a container in a loop is seen running for some seconds at a time.
      if (container.state === 'restarting' || (container.restarts >= 3 && container.state === 'running' && container.upSeconds < 60)) return trouble(`${service} restarts again and again (${count(container.restarts, 'time')} so far, exit code ${container.exitCode})`);
      if (container.state === 'running') return [];
      if (container.state === 'exited' && container.exitCode === 0 && ['no', 'on-failure', ''].includes(container.restartPolicy)) return [];
      return trouble(`${service} is ${container.state}, exit code ${container.exitCode}`);
    });
  });
}
