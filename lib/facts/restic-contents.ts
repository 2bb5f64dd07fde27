import { idPattern } from '@/lib/core/ids';
import type { Secret } from '@/lib/core/secret';
import { readScript } from '@/lib/shell/read-script';
import { printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { readMongoArchive, type WholeArchive } from './mongo-archive';
import { reading } from './script-fact';

/** An image that a service ran from. Texts are as hostile as what a stranger types. */
export interface StoredImage {
  readonly service: string;
  /** As the compose files name it. */
  readonly image: string;
  /** What Docker calls it there: "sha256:…"; null: it does not tell. */
  readonly id: string | null;
  /** "NAME@sha256:…", by which a registry knows it; null: it is from none, such as one that was loaded from a file. */
  readonly digest: string | null;
}

/** Each `undefined` until that part is stored (the images) or was read back (the collections); `long`: more than an answer takes. */
export interface StoredContents {
  readonly images: readonly StoredImage[] | 'long' | undefined;
  readonly collections: WholeArchive | 'long' | undefined;
}

/** Bytes, together less than an answer may have (1 MB): some hundred images, and about 8000 collections. */
const mostImages = '100000';
const mostCollections = '700000';

const what = 'what this backup holds';
const strange = () => new Unreadable(`The server's answer about ${what} is of another kind.`);

/** What MongoDB's and the configuration's part of the backup `set` hold, for its manifest (guide/backups/mongodb-verified.sh, configuration.py). `undefined`: there is no repository. */
export function resticContents(directory: string, passphrase: Secret, set: string): ServerFact<StoredContents | undefined> {
  if (!idPattern.test(set)) throw new Error(`Not the id of a backup: ${set}`);
  return {
    from: 'server',
    id: `restic-contents:${directory}:${set}`,
    command: reading('restic-contents', [directory, set, readScript('facts/restic-images.py'), mostImages, mostCollections], 'root', 'Which images and collections this backup holds', passphrase),
    // Three questions to the repository.
    timeout: 120_000,
    parse(answer) {
      const told = printed(answer, what).trim();
      if (told === 'absent') return undefined;
      const lines = told === '' ? [] : told.split('\n');
      // Behind it a line begins with a brace.
      const at = lines.findIndex((line) => line === 'collections' || line === 'collections-long');
      const before = at < 0 ? lines : lines.slice(0, at);
      return { images: readImages(before), collections: at < 0 ? undefined : lines[at] === 'collections-long' ? 'long' : readCollections(lines.slice(at + 1).join('\n')) };
    },
  };
}

function readImages(lines: readonly string[]): StoredContents['images'] {
  if (lines.length === 0) return undefined;
  const images = new Map<string, StoredImage>();
  for (const line of lines.slice(0, -1)) {
    const [, service = '', image = '', id = '', digest = ''] = /^image ([!-~]{1,300}) ([!-~]{1,300}) (sha256:[0-9a-f]{64}|-) ([!-~]{1,300}@sha256:[0-9a-f]{64}|-)(?: sha256:[0-9a-f]{64}){0,20}$/.exec(line) ?? [];
    if (service === '') throw strange();
    // Two containers of one service ran from the same.
    images.set(line, { service, image, id: id === '-' ? null : id, digest: digest === '-' ? null : digest });
  }
  const last = lines.at(-1) ?? '';
  if (last === 'images-long') return 'long';
  if (!/^images \d{1,9}$/.test(last)) throw strange();
  return [...images.values()];
}

function readCollections(text: string): WholeArchive {
  const archive = readMongoArchive({ exitCode: 0, stdout: text, stderr: '', truncated: false, timedOut: false });
  if (!archive.isWhole) throw strange();
  return archive;
}
