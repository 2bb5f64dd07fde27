import { count, formatBytes } from '@/lib/core/units';
import { containers as containersFact, type Container } from '@/lib/facts/containers';
import { previousInstallations, type PreviousInstallation } from '@/lib/facts/previous-installations';
import { receipt } from '@/lib/facts/receipt';
import { chapters } from '../chapters';
import { runningFrom } from '../containers-of';
import { check } from '../define';
import { foreignMounts, isInstallation, linked, unlink } from '../previous';

export const existingClearml = check({
  id: 'beyond/existing-clearml',
  guide: null,
  title: 'No previous installation that is in the way',
  chapter: chapters.beyond,
  needs: ({ layout }) => ({ found: previousInstallations(layout.previousBases), receipt: receipt('installation'), containers: containersFact }),
  outcomes: [
    { outcome: 'pass', when: ({ receipt }, { layout }) => receipt === layout.base, message: (_facts, { layout }) => `What lies in ${layout.base} was installed by this console.` },
    { outcome: 'fail', when: ({ found }) => linked(found) !== undefined, message: ({ found }) => linked(found) ?? '', remedy: unlink },
    { outcome: 'pass', when: ({ found }) => !found.some(isInstallation), message: () => 'No previous installation is there.' },
    { outcome: 'fail', when: ({ found }, { layout }) => foreignMounts(found, layout).length > 0, message: ({ found }, { layout }) => `${foreignMounts(found, layout).join(', ')} is mounted inside a previous installation and is no disk of this layout.`, remedy: 'Unmount it, or move it elsewhere. The console touches no disk that the layout does not name.' },
    {
      // A ClearML in use, whose receipt is lost or was never left: no default may take it away.
      outcome: 'fail',
      when: ({ found, containers }) => running(found, containers).length > 0,
      message: ({ found, containers }, { settings }) =>
        `${found.filter(isInstallation).map(describe).join(', ')} is in use: ${count(running(found, containers).length, 'container runs', 'containers run')} from it (${running(found, containers).map(({ name }) => name).join(', ')}). The plan would stop ${running(found, containers).length === 1 ? 'it' : 'them'} and ${settings.previous === 'keep' ? 'move its data aside' : 'delete its data for good'}.`,
      remedy: 'If this ClearML is still needed, install on another server. If it may go, stop it yourself ("docker compose down" in its directory) and ask again, or accept this with a reason.',
    },
    {
      outcome: 'warn',
      when: () => true,
      message: ({ found }, { settings }) => `A previous installation is there: ${found.filter(isInstallation).map(describe).join(', ')}. It will be ${settings.previous === 'keep' ? 'stopped and moved aside on its own disks' : 'stopped and deleted for good'}.`,
      remedy: ({ found }, { settings }) => (settings.previous === 'keep' ? 'Nothing has to be done; the plan shows the commands.' : `Make sure that a backup of ${found.filter(isInstallation).map(({ base }) => base).join(', ')} exists, or choose "keep" on the Settings page.`),
    },
  ],
});

const running = (found: readonly PreviousInstallation[], containers: readonly Container[] | undefined): readonly Container[] => [...new Set(found.filter(isInstallation).flatMap(({ base }) => runningFrom(base, containers)))];

const describe = ({ base, files, bytes }: PreviousInstallation): string => `${base} with ${files === null || bytes === null ? 'more files than could be counted' : `${count(files, 'file')}, ${formatBytes(bytes)}`}`;
