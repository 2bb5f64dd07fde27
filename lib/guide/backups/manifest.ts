import { secret } from '@/lib/core/secret';
import { seconds } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { resticContents } from '@/lib/facts/restic-contents';
import { resticIndices } from '@/lib/facts/restic-indices';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { resticVersion } from '@/lib/facts/restic-version';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { freeRepository } from './free-repository';
import { imagesOf } from './manifest-lists';
import { manifestParts } from './manifest-parts';
import { passphraseOf, snapshotWith, type BackupWanted } from './wanted';

/** What a complete backup holds, as a snapshot of its own, which is written last: without it the backup does not count. */
export const manifest = (wanted: BackupWanted): Step<Inputs> =>
  step({
    id: 'backups/manifest',
    guide: null,
    title: "Write the backup's manifest",
    why: 'It names the parts of the backup, how large they are and what is in them: documents of each collection and index, which images ran, and the version of ClearML. A backup without one is incomplete.',
    usually: seconds(5),
    needs: () => {
      const { directory, passphrase } = wanted.destination;
      return { restic: resticVersion, repository: resticRepository(directory, passphrase), snapshots: resticSnapshots(directory, passphrase, wanted.set), indices: resticIndices(directory, passphrase, wanted.set), contents: resticContents(directory, passphrase, wanted.set) };
    },
    plan({ restic, repository, snapshots, indices, contents }, { server, layout }) {
      if (snapshotWith(snapshots, 'source=manifest') !== undefined) return [];
      const excluded = wanted.exclude ?? [];
      const parts = manifestParts(snapshots, indices, contents)?.map((part) => (part.source === 'files' && excluded.length > 0 ? { ...part, excluded } : part)) ?? null;
      // Planned before the parts are there, it is empty, and would fail so; it is planned again just before it runs.
      const text = parts === null || contents?.images === undefined ? '' : JSON.stringify({ version: 1, set: wanted.set, server: server.name, layout: layout.id, ...imagesOf(contents.images), ...(wanted.isQuiesced && { quiesced: true }), startedAt: parts.map(({ startedAt }) => startedAt).sort()[0], endedAt: parts.map(({ verified }) => verified.at).sort().at(-1), parts, tools: { restic: restic?.version ?? null } });
      return [
        ...freeRepository(repository, wanted),
        // Not among the words: Linux takes 128 KiB of one.
        script('guide/backups/manifest.sh', [wanted.destination.directory, wanted.set, server.name], { stdin: secret(`${text}\n${passphraseOf(wanted).reveal()}`), why: 'Stores the manifest, with which the backup is complete' }),
      ];
    },
  });
