import { slotFile } from '@/lib/contract/materials';
import { seconds } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { resticRepository } from '@/lib/facts/restic-repository';
import { resticSnapshots } from '@/lib/facts/restic-snapshots';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { thpUnitPath } from '../installation/thp-unit';
import { freeRepository } from './free-repository';
import { longestConfiguration, passphraseOf, snapshotWith, type BackupWanted } from './wanted';

/** The configuration's part: what an empty server needs besides the data to become this one. It holds passwords, and goes from a pipe into the encrypted repository. */
export const configurationPart = (wanted: BackupWanted): Step<Inputs> =>
  step({
    id: 'backups/configuration',
    guide: null,
    title: 'Back up the configuration',
    why: "The compose files, constants.env, ClearML's own settings, the kernel's, and which images ran: without them the data alone make no server.",
    usually: seconds(10),
    needs: () => {
      const { directory, passphrase } = wanted.destination;
      return { repository: resticRepository(directory, passphrase), snapshots: resticSnapshots(directory, passphrase, wanted.set) };
    },
    plan({ repository, snapshots }, inputs) {
      if (snapshotWith(snapshots, 'source=configuration') !== undefined) return [];
      const { layout, server } = inputs;
      const { needed, wanted: besides } = configurationPaths(inputs);
      return [
        ...freeRepository(repository, wanted),
        script('guide/backups/configuration-part.sh', [wanted.destination.directory, layout.base, wanted.set, server.name, longestConfiguration, ...needed, '--', ...besides], { stdin: passphraseOf(wanted), why: "Collects the configuration by a program of the console's own, and stores it; its input is the repository's passphrase" }),
      ];
    },
  });

/** What is stored for reading and not restored: these are each machine's own, and an install's business. */
export const ownPaths = ({ kernelFile }: Inputs['layout']): readonly string[] => [kernelFile, thpUnitPath];

/** `needed`: without it there is no backup. `wanted`: what this server may do without, such as kernel settings that were high enough. */
function configurationPaths({ files, layout }: Inputs): { readonly needed: readonly string[]; readonly wanted: readonly string[] } {
  const supplied = (['compose', 'override', 'constants'] as const).map((slot) => ({ path: `${layout.base}/${slotFile[slot]}`, isNeeded: slot === 'compose' || files[slot] !== null }));
  const of = (isNeeded: boolean) => supplied.filter((each) => each.isNeeded === isNeeded).map(({ path }) => path);
  // runtime_created.env: ClearML Enterprise writes it beside constants.env.
  return { needed: [...of(true), `${layout.base}/config`], wanted: [...of(false), `${layout.base}/runtime_created.env`, ...ownPaths(layout)] };
}
