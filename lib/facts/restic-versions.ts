import type { Secret } from '@/lib/core/secret';
import { readScript } from '@/lib/shell/read-script';
import { printed } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

/** Texts are as hostile as what a stranger types. */
export interface ResticVersions {
  /** Of MongoDB that was dumped; null: the archive does not tell. */
  readonly mongodb: string | null;
  /** Service to the image that it ran from. */
  readonly images: ReadonlyMap<string, string>;
  /** Service to what its image is whatever it is called: its id in that server's Docker, and what registries call it, each `sha256:` and 64 digits. */
  readonly digests: ReadonlyMap<string, readonly string[]>;
}

/** Which versions made a backup, by its snapshots of MongoDB and of the configuration; null: it has none (mongo-tools, prelude; configuration.py). */
export function resticVersions(directory: string, passphrase: Secret, mongodb: string | null, configuration: string | null): ServerFact<ResticVersions> {
  return {
    from: 'server',
    id: `restic-versions:${directory}:${mongodb ?? ''}:${configuration ?? ''}`,
    command: reading('restic-versions', [directory, mongodb ?? '', configuration ?? '', readScript('facts/restic-images.py')], 'root', 'Which versions made this backup', passphrase),
    timeout: 60_000,
    parse(answer) {
      const isDigest = (word: string) => /^sha256:[0-9a-f]{64}$/.test(word);
      const lines = printed(answer, 'which versions made the backup').split('\n').map((line) => line.split(' '));
      const images = lines.flatMap(([word, service, image, ...known]) => (word === 'image' && service && image ? [{ service, image, known }] : []));
      return {
        mongodb: lines.find(([word]) => word === 'mongodb')?.[1]?.slice(0, 30) ?? null,
        images: new Map(images.map(({ service, image }) => [service, image])),
        digests: new Map(images.map(({ service, known }) => [service, known.filter(isDigest)])),
      };
    },
  };
}
