import type { Layout } from '@/lib/contract/layout';
import type { Thresholds } from '@/lib/contract/watch';
import { formatBytes, seconds } from '@/lib/core/units';
import { isComplete } from '@/lib/engine/backup-sets';
import type { Figure, Probe } from '@/lib/engine/types';
import { fileSystems, type FileSystem, type FileSystems } from '@/lib/facts/file-systems';
import { chapters } from './chapters';
import { probe } from './define';
import type { Inputs } from './inputs';

const ofClearml = ['root', 'docker', 'data', 'fileserver'] as const;
/** Where backups go is watched as what ClearML uses: a place that is full ends them. */
const roles = [...ofClearml, 'backups'] as const;
type Role = (typeof roles)[number];
type Facts = Readonly<{ found: FileSystems }>;

/** The file system that holds what ClearML keeps under `role`: space and inodes at 20, 10 and 5 % (guide, Disk Usage). */
export function fileSystemProbe(role: Role, title: string, remedy: string, explains: readonly string[]): Probe<Inputs> {
  const path = (inputs: Inputs) => placeOf(inputs, role) ?? '';
  const own = ({ found }: Facts, inputs: Inputs): FileSystem | undefined => found.of.get(path(inputs));
  const level = (facts: Facts, inputs: Inputs) => levelOf(own(facts, inputs), inputs.thresholds);
  return probe({
    id: `monitoring/disk-${role}`,
    guide: 'monitoring/disk/1',
    title,
    chapter: chapters.monitoring,
    every: seconds(30),
    // A disk does not fill for a moment only, and what it breaks is broken at once.
    afterMinutes: 0,
    explains,
    needs: (inputs) => ({ found: fileSystems(roles.flatMap((each) => placeOf(inputs, each) ?? [])) }),
    actual: (facts, inputs) => describe(own(facts, inputs)),
    wanted: ({ thresholds }) => `more than ${thresholds.diskWarn} % of space and of inodes free`,
    figures: (facts, inputs) => (judgedAs(facts, inputs, role) === role ? figuresOf(own(facts, inputs), path(inputs)) : []),
    outcomes: [
      { outcome: 'pass', when: (_facts, inputs) => placeOf(inputs, role) === null, message: () => 'No backups of this server go to a directory of its own.' },
      { outcome: 'fail', when: ({ found }, inputs) => found.troubles.has(path(inputs)), message: ({ found }, inputs) => `${path(inputs)} can't be read: ${found.troubles.get(path(inputs)) ?? ''}.`, remedy: 'The disk is gone or broken. Look at the newest lines of "dmesg", and whether the disk is there with "lsblk".' },
      { outcome: 'pass', isNote: true, when: (facts, inputs) => role === 'backups' && own(facts, inputs) === undefined && !inputs.backups?.sets.some(isComplete), message: (_facts, inputs) => `There is no directory ${path(inputs)} yet: the first backup makes it.` },
      { outcome: 'fail', when: (facts, inputs) => role === 'backups' && own(facts, inputs) === undefined, message: (_facts, inputs) => `There is no directory ${path(inputs)}, where backups lie.`, remedy: 'Mount its disk ("findmnt", /etc/fstab). No backup can be made there, and none restored from there, until then.' },
      { outcome: 'warn', when: (facts, inputs) => own(facts, inputs) === undefined, message: (_facts, inputs) => `There is no directory ${path(inputs)}.`, remedy: 'Run the install, or look why it was removed: ClearML keeps its things there.' },
      { outcome: 'pass', when: (facts, inputs) => judgedAs(facts, inputs, role) !== role, message: (facts, inputs) => `${path(inputs)} is not a disk of its own: it lies on ${own(facts, inputs)?.target ?? ''}, which is watched with ${placeOf(inputs, judgedAs(facts, inputs, role)) ?? ''}.` },
      { outcome: 'fail', when: (facts, inputs) => own(facts, inputs)?.isReadOnly === true, message: (facts, inputs) => `${named(own(facts, inputs), inputs)} can only be read: nothing can be written to it.`, remedy: 'A file system becomes read-only when its disk fails. Look at the newest lines of "dmesg" before it is mounted anew.' },
      { outcome: 'fail', when: (facts, inputs) => level(facts, inputs) === 'fail', message: (facts, inputs) => `${named(own(facts, inputs), inputs)} has only ${describe(own(facts, inputs))}; it fails at ${inputs.thresholds.diskFail} %.`, remedy },
      { outcome: 'warn', when: (facts, inputs) => level(facts, inputs) === 'warn', message: (facts, inputs) => `${named(own(facts, inputs), inputs)} has ${describe(own(facts, inputs))}; it warns at ${inputs.thresholds.diskWarn} %.`, remedy },
      { outcome: 'pass', isNote: true, when: (facts, inputs) => level(facts, inputs) === 'note', message: (facts, inputs) => `${named(own(facts, inputs), inputs)} has ${describe(own(facts, inputs))}; below ${inputs.thresholds.diskNote} % it is worth a look.`, remedy },
      { outcome: 'pass', when: () => true, message: (facts, inputs) => `${named(own(facts, inputs), inputs)} has ${describe(own(facts, inputs))}.` },
    ],
  });

  function named(fileSystem: FileSystem | undefined, inputs: Inputs): string {
    return fileSystem === undefined || fileSystem.target === path(inputs) ? path(inputs) : `${path(inputs)}, which lies on ${fileSystem.target},`;
  }
}

/** null: this server has no such place. */
const placeOf = ({ layout, backups }: Inputs, role: Role): string | null => (role === 'backups' ? (backups?.directory ?? null) : pathOf(layout, role));

/** Where what ClearML keeps under `role` lies: a generation that asks for no such disk keeps its things there all the same. */
export function pathOf({ base, disks }: Layout, role: (typeof ofClearml)[number]): string {
  const usual = { root: '/', docker: '/var/lib/docker', data: `${base}/data`, fileserver: `${base}/data/fileserver` };
  return disks.find((disk) => disk.role === role)?.mount ?? usual[role];
}

/** Several may lie on one file system: it is judged once, as the first of them, so that a full one is told once. */
function judgedAs({ found }: Facts, inputs: Inputs, role: Role): Role {
  const target = (each: Role) => found.of.get(placeOf(inputs, each) ?? '')?.target;
  return roles.find((each) => target(each) === target(role)) ?? role;
}

/** As df(1) counts: of what others than root may use. */
const spacePercent = ({ used, free }: FileSystem): number => (used + free === 0 ? 0 : (free / (used + free)) * 100);
const inodePercent = ({ inodes }: FileSystem): number => (inodes === undefined ? 100 : (inodes.free / inodes.all) * 100);

function levelOf(fileSystem: FileSystem | undefined, { diskFail, diskWarn, diskNote }: Thresholds): 'fail' | 'warn' | 'note' | 'well' {
  const least = fileSystem === undefined ? 100 : Math.min(spacePercent(fileSystem), inodePercent(fileSystem));
  return least <= diskFail ? 'fail' : least <= diskWarn ? 'warn' : least <= diskNote ? 'note' : 'well';
}

function describe(fileSystem: FileSystem | undefined): string {
  if (fileSystem === undefined) return 'nothing';
  const { used, free } = fileSystem;
  const space = `${spacePercent(fileSystem).toFixed(1)} % free (${formatBytes(free)} of ${formatBytes(used + free)})`;
  return inodePercent(fileSystem) < spacePercent(fileSystem) ? `${space} and ${inodePercent(fileSystem).toFixed(1)} % of its inodes free` : space;
}

function figuresOf(fileSystem: FileSystem | undefined, path: string): readonly Figure[] {
  if (fileSystem === undefined) return [];
  // The name of a mount point is the server's to choose.
  const mount = /^\/[\w./-]{0,200}$/.test(fileSystem.target) ? fileSystem.target : path;
  return [
    { id: `disk-free-percent:${mount}`, value: spacePercent(fileSystem) },
    { id: `disk-free:${mount}`, value: fileSystem.free },
    ...(fileSystem.inodes === undefined ? [] : [{ id: `inodes-free-percent:${mount}`, value: inodePercent(fileSystem) }]),
  ];
}
