import { count, minutes } from '@/lib/core/units';
import { cpus } from '@/lib/facts/cpus';
import { projectContainers, type ProjectContainer } from '@/lib/facts/project-containers';
import { chapters } from '../chapters';
import { apiNeeds, toldOf } from '../api-needs';
import { probe } from '../define';
import type { Inputs } from '../inputs';
import { parseEnv } from '../materials/env-file';

export const apiserver = probe({
  id: 'insides/apiserver',
  guide: null,
  title: 'Version and workers of the API server',
  chapter: chapters.insides,
  every: minutes(60),
  afterMinutes: 0,
  needs: (inputs) => ({ cpus, containers: projectContainers(inputs.layout.base), ...apiNeeds(inputs) }),
  actual: (facts, inputs) => `version ${versionOf(facts)}, ${workersOf(inputs) ?? 'an unknown number of'} workers, ${count(facts.cpus.count, 'processor')}`,
  outcomes: [
    // The guide: "up to one additional worker per additional core". Whether fewer are too few is told by its load.
    { outcome: 'pass', isNote: true, when: (facts, inputs) => (workersOf(inputs) ?? 0) > facts.cpus.count, message: (facts, inputs) => `${says(facts)} It has ${workersOf(inputs) ?? 0} workers on ${count(facts.cpus.count, 'processor')}: more than one for each wait for each other. APISERVER_WORKERS_NUMBER in constants.env sets them.` },
    { outcome: 'pass', when: (_facts, inputs) => workersOf(inputs) === null, message: (facts) => `${says(facts)} constants.env sets no number of workers.` },
    { outcome: 'pass', when: () => true, message: (facts, inputs) => `${says(facts)} It has ${count(workersOf(inputs) ?? 0, 'worker')} on ${count(facts.cpus.count, 'processor')}.` },
  ],
});

interface Facts extends Readonly<Parameters<typeof toldOf>[0]> { readonly containers: readonly ProjectContainer[] | undefined }

/** By its own word, else by the tag of its image. */
const versionOf = (facts: Facts): string => toldOf(facts)?.version ?? /:([\w.-]{1,128})$/.exec(facts.containers?.find(({ service }) => service === 'apiserver')?.image ?? '')?.[1] ?? 'unknown';
const says = (facts: Facts): string => (versionOf(facts) === 'unknown' ? 'The version of the API server is not known.' : `The API server is of version ${versionOf(facts)}.`);

function workersOf({ files }: Inputs): number | null {
  const value = parseEnv(files.constants?.reveal() ?? '').values.get('APISERVER_WORKERS_NUMBER') ?? '';
  return /^\d{1,4}$/.test(value.trim()) ? Number(value) : null;
}
