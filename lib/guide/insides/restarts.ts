import { count, formatDuration, minutes, seconds, utcMinute } from '@/lib/core/units';
import { projectDeaths, type Death } from '@/lib/facts/project-deaths';
import { chapters } from '../chapters';
import { probe } from '../define';
import { answersOfServices } from '../answers-of-services';
import { containerWord, logsCommand } from '../container-word';
import type { Inputs } from '../inputs';

/** So many ends within ten minutes are a loop: Docker waits up to a minute between two starts. */
const loop = 3;
const loopSeconds = 600;
/** One that has stayed up so long since is worth a look, and no alarm any more. */
export const calmSeconds = 300;

export const restarts = probe({
  id: 'insides/restarts',
  guide: null,
  title: 'No container ended within the last hour',
  chapter: chapters.insides,
  every: minutes(2),
  afterMinutes: 0,
  explains: ['insides/services', ...answersOfServices],
  // That one container ended once says nothing of another one.
  explainsOnly: 'fail',
  needs: ({ layout }) => ({ deaths: projectDeaths(layout.base) }),
  actual: ({ deaths = [] }) => count(deaths.length, 'end'),
  subjects: ({ deaths = [] }) => (looping(deaths).length > 0 ? looping(deaths) : recent(deaths)),
  wanted: () => '0 within an hour',
  outcomes: [
    { outcome: 'pass', when: ({ deaths }) => deaths === undefined, message: () => 'There is no Docker here.' },
    { outcome: 'fail', when: ({ deaths = [] }) => looping(deaths).length > 0, message: ({ deaths = [] }) => `${looping(deaths).map((service) => describe(service, deaths, loopSeconds)).join('. ')}.`, remedy: ({ deaths = [] }, inputs) => remedy(deaths, looping(deaths), inputs) },
    { outcome: 'warn', when: ({ deaths = [] }) => deaths.some(({ ago }) => ago <= calmSeconds), message: ({ deaths = [] }) => everyOne(deaths), remedy: ({ deaths = [] }, inputs) => remedy(deaths, recent(deaths), inputs) },
    { outcome: 'pass', isNote: true, when: ({ deaths = [] }) => deaths.length > 0, message: ({ deaths = [] }) => everyOne(deaths) },
    { outcome: 'pass', when: () => true, message: () => 'No container ended by itself within the last hour.' },
  ],
});

const services = (deaths: readonly Death[]): string[] => [...new Set(deaths.map(({ service }) => service))];
const recent = (deaths: readonly Death[]): string[] => services(deaths.filter(({ ago }) => ago <= calmSeconds));
const everyOne = (deaths: readonly Death[]): string => `${services(deaths).map((service) => describe(service, deaths, 3600)).join('. ')}.`;

function looping(deaths: readonly Death[]): string[] {
  return services(deaths).filter((service) => {
    const own = deaths.filter((death) => death.service === service && death.ago <= loopSeconds);
    return own.length >= loop && own.some(({ ago }) => ago <= calmSeconds);
  });
}

function describe(service: string, deaths: readonly Death[], within: number): string {
  const own = deaths.filter((death) => death.service === service && death.ago <= within);
  const last = own.at(-1);
  const killed = own.some(({ outOfMemory }) => outOfMemory) ? ', killed because its memory ran out' : '';
  return `${service} ended ${count(own.length, 'time')} within ${formatDuration(seconds(within))} (last at ${utcMinute(seconds(last?.at ?? NaN))}, exit code ${last?.exitCode ?? 'unknown'}${killed})`;
}

function remedy(deaths: readonly Death[], ended: readonly string[], inputs: Inputs): string {
  if (deaths.some(({ outOfMemory }) => outOfMemory)) return 'Give the server or the container more memory, or find what used it: "docker stats" and "dmesg" as root. A container\'s limit stands in the compose files.';
  return `Look at the output just before the end: ${ended.slice(0, 3).map((service) => logsCommand(containerWord([service], inputs))).join(', ')}.`;
}
