import type { RestoreFinding } from '@/lib/contract/restore';
import { minutes } from '@/lib/core/units';
import { Blocked } from '@/lib/engine/blocked';
import type { Step } from '@/lib/engine/types';
import { images as imagesFact } from '@/lib/facts/images';
import type { UsedImage } from '@/lib/facts/project-images';
import type { PullableImages } from '@/lib/facts/pullable-images';
import type { ResticVersions } from '@/lib/facts/restic-versions';
import { sudo } from '@/lib/shell/command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { versionOfImage } from '../restore/findings';
import { repositoryOf } from '../unused-images';
import type { DrillImages } from './wanted';

type BuiltFrom = Pick<ResticVersions, 'images' | 'ids' | 'digests'>;

const databases: readonly { readonly part: keyof DrillImages; readonly title: string; readonly services: readonly string[] }[] = [
  { part: 'mongodb', title: 'MongoDB', services: ['mongo', 'mongodb'] },
  { part: 'elasticsearch', title: 'Elasticsearch', services: ['elasticsearch', 'elastic'] },
];
/** Of an image with several digests; each is asked for. */
const mostDigests = 3;

/** What an image of the backup can be called here. Its digest is the backup's, its repository this server's own: whoever wrote the backup names no other one. Empty text: what runs here is it. */
function namesOf(services: readonly string[], then: BuiltFrom, now: readonly UsedImage[]): readonly string[] {
  const here = now.find(({ service }) => services.includes(service));
  // Without a container the step says that none runs.
  if (here === undefined) return [''];
  if (services.some((service) => isMadeOf(then, service, here))) return [''];
  return services.flatMap((service) => then.digests.get(service) ?? []).map((digest) => `${repositoryOf(here.image)}@${digest}`).filter((name) => /^[a-z0-9][a-z0-9._:/-]{0,250}@sha256:[0-9a-f]{64}$/.test(name)).slice(0, mostDigests);
}

/** By its id, or by a digest: Docker's stores of images differ in which of them the id is. */
const isMadeOf = ({ ids, digests }: BuiltFrom, service: string, here: UsedImage): boolean => ids.get(service) === here.id || digests.get(service)?.includes(here.id) === true;

/** The names that Docker and its registry are to be asked for. Pure. */
export const imagesToAsk = (then: BuiltFrom, now: readonly UsedImage[]): readonly string[] =>
  databases.flatMap(({ services }) => namesOf(services, then, now)).filter((name) => name !== '');

/** The images of a drill, which of them are pulled, and why one can't be had. `then`, `now`, `told`: undefined where it could not be told. Pure. */
export function chooseImages(then: BuiltFrom | undefined, now: readonly UsedImage[] | undefined, told: PullableImages | undefined): { readonly images: DrillImages; readonly pulled: readonly string[]; readonly findings: readonly RestoreFinding[] } {
  const none = { images: { mongodb: '', elasticsearch: '' }, pulled: [] };
  if (then === undefined) return { ...none, findings: [refuse('The configuration in the backup can not be read, and with it the images that the backup was made with.', 'Look again; if it stays so, drill another backup.')] };
  if (now === undefined) return { ...none, findings: [refuse('Docker does not tell of which images ClearML runs here.', 'See what "docker info" says on the server, then look again.')] };
  const found = databases.map(({ part, title, services }) => {
    const names = namesOf(services, then, now);
    const name = names.find((each) => each === '' || told?.present.has(each)) ?? names.find((each) => told?.pullable.has(each));
    return { part, name: name ?? '', isMissing: name === undefined, title, names };
  });
  return {
    images: Object.fromEntries(found.map(({ part, name }) => [part, name])) as DrillImages,
    pulled: found.flatMap(({ name }) => (name !== '' && told?.present.has(name) !== true ? [name] : [])),
    findings: found.filter(({ isMissing }) => isMissing).map(({ title, names: [name] }) =>
      name === undefined
        ? refuse(`The backup does not tell by a digest with which image of ${title} it was made, and what runs here is another one.`, 'Drill it on the server that made it, or on one that was installed with the same images.')
        : refuse(`The image of ${title} with which the backup was made is not on this server, and its registry does not give it: ${name}.`, `As root, "docker manifest inspect ${name}" says why. Pull it there, or install the versions that the backup was made of; then look again.`)),
  };
}

const refuse = (message: string, remedy: string): RestoreFinding => ({ outcome: 'refuse', message, remedy });

/** Why this server's ClearML is not started on another's data, in a sentence; null: it is of the same version. Pure. */
export function whyOtherClearml(then: BuiltFrom | undefined, now: readonly UsedImage[] | undefined): string | null {
  const here = now?.find(({ service }) => service === 'apiserver');
  const [was, is] = [then?.images.get('apiserver'), here?.image].map((image) => versionOfImage(image));
  if (here !== undefined && ((then !== undefined && isMadeOf(then, 'apiserver', here)) || (was != null && was === is))) return null;
  return `ClearML's API server is not started on the restored stores: the backup is of ${was == null ? 'a ClearML whose version is not known' : `ClearML ${was}`}, and this server runs ${is == null ? 'one whose version is not known' : is}.`;
}

const id = 'drill/images';
/** Whether a drill is of another server's backup: such ones begin by their images. */
export const isOfAnother = ({ steps }: { readonly steps: readonly { readonly stepId: string }[] }): boolean => steps.some(({ stepId }) => stepId === id);

/** Before another server's backup is drilled: what is pulled stays, as what no container uses, until a person removes it. */
export const imagesThere = (images: DrillImages): Step<Inputs> =>
  step({
    id,
    guide: null,
    title: 'The images with which the backup was made are here',
    why: 'A backup of another server is restored into the same images, by their digests, from the repositories of which this server takes its own.',
    usually: minutes(4),
    needs: () => ({ there: imagesFact([...new Set(Object.values(images))].filter((name) => name !== '')) }),
    plan({ there }) {
      if (there === undefined) throw new Blocked('Docker does not answer, so it can\'t be told which images are here. See what "docker info" says, then try again.');
      return there.missing.map((name) => sudo(['docker', 'pull', '--quiet', name], { effect: 'downloads', why: 'Pulls the image with which the backup was made; it stays when the drill is over' }));
    },
  });
