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
  /** Service to what that server's Docker calls its image, `sha256:` and 64 digits; a registry may know none of that name. */
  readonly ids: ReadonlyMap<string, string>;
  /** Service to what registries call its image, each `sha256:` and 64 digits; that of its own repository first. */
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
      const images = lines.flatMap(([word, service, image, id = '', first = '', ...digests]) => (word === 'image' && service && image ? [{ service, image, id, known: [first.split('@')[1] ?? '', ...digests] }] : []));
      return {
        mongodb: lines.find(([word]) => word === 'mongodb')?.[1]?.slice(0, 30) ?? null,
        images: new Map(images.map(({ service, image }) => [service, image])),
        ids: new Map(images.flatMap(({ service, id }) => (isDigest(id) ? [[service, id] as const] : []))),
        digests: new Map(images.map(({ service, known }) => [service, [...new Set(known.filter(isDigest))]])),
      };
    },
  };
}
