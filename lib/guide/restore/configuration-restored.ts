import { Blocked } from '@/lib/engine/blocked';
import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { projectContainers } from '@/lib/facts/project-containers';
import { resticConfiguration, storedConfigurationReader } from '@/lib/facts/restic-configuration';
import { script } from '@/lib/shell/command';
import { ownPaths } from '../backups/configuration-part';
import { longestConfiguration, passphraseOf } from '../backups/wanted';
import { compose } from '../compose-command';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { partNeeds, partOf, quiet, type RestoreWanted } from './wanted';

/** What the backup would change of this server's configuration. */
export const configurationFact = ({ destination: { directory, passphrase }, set }: Pick<RestoreWanted, 'destination' | 'set'>, { layout }: Pick<Inputs, 'layout'>) =>
  resticConfiguration(directory, passphrase, set, layout.base, ownPaths(layout));

export const configurationRestored = (wanted: RestoreWanted): Step<Inputs> =>
  step({
    id: 'restore/configuration',
    guide: null,
    title: 'Restore the configuration',
    why: 'The compose files, constants.env and what lies in config/ become those of the backup, with its passwords and its images. A server that was installed anew has its own and does without this.',
    usually: minutes(2),
    needs: (inputs) => ({ ...partNeeds(wanted, 'configuration'), containers: projectContainers(inputs.layout.base), stored: configurationFact(wanted, inputs) }),
    plan({ containers, stored, ...facts }, inputs) {
      const part = partOf(wanted, 'configuration', facts);
      if (part === null) return [];
      if (stored?.refused != null) throw new Blocked(stored.refused);
      const { layout } = inputs;
      return [
        ...quiet(layout.base, containers),
        ...part.before,
        script('guide/restore/configuration-restored.sh', [wanted.destination.directory, part.part.id, storedConfigurationReader(), longestConfiguration, layout.base, ...ownPaths(layout)], { stdin: passphraseOf(wanted), effect: 'destroys', why: "Reads all of it, then replaces each file that differs and keeps what was there beside it; its input is the repository's passphrase" }),
        compose(inputs, ['up', '-d'], { effect: 'restarts', why: 'Recreates the containers whose files were changed, and starts what they name' }),
        part.after,
      ];
    },
    destroys: (_facts, { layout }) => [`the compose files, constants.env and config/ in ${layout.base} as they are now, where they differ; of each a copy stays beside it`],
    restarts: () => ['Containers are recreated from the compose files of the backup.'],
  });
