import { Blocked } from '@/lib/engine/blocked';
import { seconds } from '@/lib/core/units';
import { leastRestic, resticVersion } from '@/lib/facts/restic-version';
import { script } from '@/lib/shell/command';
import { step } from '../define';

export const resticInstalled = step({
  id: 'backups/restic-installed',
  guide: null,
  title: 'Install restic',
  why: 'restic stores backups: encrypted, and what has not changed only once. Whoever has it and the passphrase can restore without this console.',
  interruptible: false,
  usually: seconds(30),
  needs: () => ({ restic: resticVersion }),
  plan({ restic }) {
    if (restic === undefined) return [script('guide/backups/packages.sh', [], { effect: 'downloads', why: "Installs restic, and python3, which reads MongoDB's archives, where it is missing" })];
    if (!restic.isEnough) throw new Blocked(`restic ${restic.version} is installed and too old. Put ${leastRestic} or later into /usr/local/bin, from restic's releases on GitHub, then try again.`);
    return [];
  },
});
