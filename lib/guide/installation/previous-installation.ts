import { Blocked } from '@/lib/engine/blocked';
import { count, formatBytes, minutes, seconds } from '@/lib/core/units';
import { containers as containersFact, type Container } from '@/lib/facts/containers';
import { previousInstallations, type PreviousInstallation } from '@/lib/facts/previous-installations';
import { receipt } from '@/lib/facts/receipt';
import { script } from '@/lib/shell/command';
import { runningFrom } from '../containers-of';
import { step } from '../define';
import { foreignMounts, isInstallation, linked, unlink } from '../previous';
import { leaveReceipt } from '../receipt-command';

export const previousInstallation = step({
  id: 'installation/previous-installation',
  guide: 'installing-the-server/1',
  title: 'Clear away a previous installation',
  why: 'New databases must not start on the data of another installation.',
  departure: 'The guide deletes /opt/clearml and /opt/allegro. Here they are stopped and moved aside on their own disks, or emptied when the settings say "remove". Mount points stay, and a mount that the layout does not know stops it.',
  usually: minutes(1),
  needs: ({ layout }) => ({ found: previousInstallations(layout.previousBases), receipt: receipt('installation'), containers: containersFact }),
  plan({ found, receipt }, { layout, settings }) {
    // From here on, what lies in the base directory is this installation's own.
    if (receipt === layout.base) return [];
    const link = linked(found);
    if (link !== undefined) throw new Blocked(`${link} ${unlink}`);
    const foreign = foreignMounts(found, layout);
    const previous = found.filter(isInstallation);
    if (previous.length > 0 && foreign.length > 0) throw new Blocked(`${foreign.join(', ')} is mounted inside a previous installation and is no disk of this layout. Unmount it, or move it elsewhere.`);
    const mounts = layout.disks.map((disk) => disk.mount).filter((mount) => mount !== '/');
    return [
      ...previous.map(({ base }) =>
        script('guide/installation/previous.sh', [settings.previous, base, ...mounts], {
          effect: 'destroys',
          why: settings.previous === 'keep' ? `Stops what runs from ${base} and moves it aside` : `Stops what runs from ${base} and empties it`,
        }),
      ),
      leaveReceipt('installation', layout.base, 'From here on, what lies there belongs to this installation'),
    ];
  },
  usuallyNow: ({ found }) => (found.some(isInstallation) ? minutes(1) : seconds(1)),
  irreversible: ({ found }, { settings }) => (settings.previous === 'remove' && found.some(isInstallation) ? 'The data of the previous installation is gone for good.' : null),
  destroys: ({ found, containers }, { settings }) => found.filter(isInstallation).flatMap((each) => [
    `${describe(each)} ${settings.previous === 'keep' ? 'is stopped and moved aside.' : "is deleted for good: the console made no backup of it, and typing the server's name is your word that none is needed."}`,
    ...runningFrom(each.base, containers).map((container) => stopped(container, each.base)),
  ]),
});

/**
 * Of a large one only about how much: one that still runs writes all the time, and what is said here is compared with
 * what a person approved.
 */
function describe({ base, files, bytes, newest }: PreviousInstallation): string {
  const size = files === null || bytes === null ? `more files than could be counted${bytes === null ? '' : `, at most ${formatBytes(roughly(bytes))}`}` : files < 100 ? `${count(files, 'file')}, ${formatBytes(bytes)}` : `about ${roughly(files)} files, ${formatBytes(roughly(bytes))}`;
  return `${base} (${size}${newest === null ? '' : `, last changed ${new Date(newest).toISOString().slice(0, 10)}`})`;
}

// Each by itself: one that has ended meanwhile is no new loss.
const stopped = ({ name }: Container, base: string): string => `The container ${name}, which runs from ${base}, is stopped and removed.`;

/** To two significant digits. */
const roughly = (number: number): number => Number(number.toPrecision(2));
