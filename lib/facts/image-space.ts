import { seconds } from '@/lib/core/units';
import { firstLine, json, printed, record, text } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface StoredImage {
  /** `sha256:` and 64 digits. */
  readonly id: string;
  /** Such as `redis:6`; none: nothing leads to it by name any more. As hostile as what a stranger types: only shown and compared. */
  readonly tags: readonly string[];
  /** Such as `redis@sha256:…`: where it was pulled from; none: it was built or loaded here. */
  readonly digests: readonly string[];
  /** What it takes beside what it shares with other images, as far as Docker tells that, else with it. */
  readonly bytes: number;
  /** Names of containers, running or stopped, that were made from it. */
  readonly usedBy: readonly string[];
}

export interface ImageSpace {
  /** The largest first. */
  readonly images: readonly StoredImage[];
  /** Names of all containers by id: their logs lie in directories of that name. */
  readonly containers: ReadonlyMap<string, string>;
}

/** What each image of the server's Docker takes and what uses it; `undefined` without a Docker that answers (Docker Engine API, ImageList and ContainerList). */
export const imageSpace: ServerFact<ImageSpace | undefined> = {
  from: 'server',
  id: 'image-space',
  command: reading('image-space.pl', [], 'root', 'How much space each image of Docker takes, and what uses it'),
  timeout: seconds(100),
  parse(answer) {
    const output = printed(answer, 'the images of Docker');
    if (output.trim() === 'absent') return undefined;
    const [images = '', containers = ''] = output.split(/^=== containers\n/m);
    const kept = list(images, 'the images of Docker');
    const made = list(containers, 'its containers').map(readContainer);
    return {
      images: kept.flatMap((each) => readImage(each, made)).sort((one, other) => other.bytes - one.bytes),
      containers: new Map(made.filter(({ id }) => id !== '').map(({ id, name }) => [id, name])),
    };
  },
};

type Document = Readonly<Record<string, unknown>>;
type Made = ReturnType<typeof readContainer>;
const size = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null);
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string').map(firstLine) : []);

function list(document: string, what: string): readonly Document[] {
  const all = json(document, what);
  if (!Array.isArray(all)) throw new Unreadable(`The server's answer about ${what} is of another kind.`);
  return all.map(record);
}

/** By each of the ways in which Docker and Compose note the image: the id differs by the store of images. */
function readContainer(all: Document) {
  const names = Array.isArray(all.Names) ? all.Names : [];
  return { id: text(all.Id), name: firstLine(text(names[0]).replace(/^\//, '')) || text(all.Id).slice(0, 12), images: [text(all.ImageID), text(all.Image), text(record(all.Labels)['com.docker.compose.image'])] };
}

function readImage(all: Document, made: readonly Made[]): StoredImage[] {
  const id = text(all.Id);
  if (!/^sha256:[0-9a-f]{64}$/.test(id)) return [];
  const [tags, digests] = [texts(all.RepoTags), texts(all.RepoDigests)].map((names) => (names ?? []).filter((name) => !name.startsWith('<none>')));
  const known = new Set([id, ...(tags ?? []), ...(digests ?? []), ...(tags ?? []).map((tag) => tag.replace(/:latest$/, ''))]);
  const isOf = (name: string) => known.has(name) || (/^(sha256:)?[0-9a-f]{12,64}$/.test(name) && id.startsWith(`sha256:${name.replace('sha256:', '')}`));
  const [whole, shared] = [size(all.Size) ?? 0, size(all.SharedSize)];
  return [{ id, tags: tags ?? [], digests: digests ?? [], bytes: shared === null ? whole : Math.max(0, whole - shared), usedBy: made.filter(({ images }) => images.some(isOf)).map(({ name }) => name) }];
}
