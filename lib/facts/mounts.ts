import { json, printed, text } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface Mount {
  readonly target: string;
  readonly source: string;
  readonly fileSystem: string;
  readonly options: readonly string[];
  /** Bytes of the file system and bytes that others than root may still write. */
  readonly bytes: number;
  readonly freeBytes: number;
  /** Whether fstab or a mount unit brings it back after a reboot. */
  readonly persistent: boolean;
  /** Of the file system; missing where it has none or it can't be told. */
  readonly uuid?: string;
}

export interface Mounts {
  /** In the order of mounting; a later one on the same target hides the earlier. */
  readonly all: readonly Mount[];
  /** Where fstab or a mount unit would mount a disk and nothing is mounted; missing: nowhere. */
  readonly unmounted?: readonly string[];
  /** Permission bits, owner and inodes in use (percent, null where the file system has none) of the paths asked for. Absent paths are missing. */
  readonly paths: ReadonlyMap<string, { readonly mode: number; readonly owner: string; readonly inodesUsed: number | null }>;
}

/** Every mount with its space and persistence, and the mode of `paths` (findmnt(8), df(1), stat(1)). */
export function mounts(paths: readonly string[]): ServerFact<Mounts> {
  return {
    from: 'server',
    id: `mounts:${paths.join(',')}`,
    command: reading('mounts', paths, 'root', 'Which disk holds what, how much is free, and whether it returns after a reboot'),
    parse(answer) {
      const sections = printed(answer, 'its mounts').split(/^=== \w+\n/m);
      const [live, fstab, units, stats] = [sections[0] ?? '', sections[1] ?? '', sections[2] ?? '', sections[3] ?? ''];
      const asked = rows(fstab);
      const lasting = new Set<string>(['/', ...asked.map((row) => text(row.target)), ...units.split('\n').flatMap(lastingUnit)]);
      for (const row of asked) if (isByHand(row)) lasting.delete(text(row.target));
      const all = rows(live).map((row) => ({
        target: text(row.target),
        source: text(row.source),
        fileSystem: text(row.fstype),
        options: text(row.options).split(',').filter(Boolean),
        bytes: size(row.size),
        freeBytes: size(row.avail),
        persistent: lasting.has(text(row.target)),
        ...(/^[\w-]{1,64}$/.test(text(row.uuid)) && { uuid: text(row.uuid) }),
      }));
      if (!all.some((mount) => mount.target === '/')) throw new Unreadable('The server lists no file system at "/": findmnt is missing or its answer is of another kind.');
      const unmounted = [...lasting].filter((target) => target.startsWith('/') && !/^\/(?:dev|proc|sys)\//.test(target) && !all.some((mount) => mount.target === target));
      return { all, ...(unmounted.length > 0 && { unmounted }), paths: readPaths(stats) };
    },
  };
}

/** The file system that holds `path`: the last mount on the longest target above it. */
export function mountOf({ all }: Mounts, path: string): Mount | undefined {
  return all.reduce<Mount | undefined>((best, mount) => {
    const above = mount.target === '/' || path === mount.target || path.startsWith(`${mount.target}/`);
    return above && mount.target.length >= (best?.target.length ?? 0) ? mount : best;
  }, undefined);
}

type Row = Readonly<Record<string, unknown>>;
function rows(document: string): Row[] {
  if (document.trim() === '') return [];
  const list = (json(document, 'its mounts') as { filesystems?: unknown } | null)?.filesystems;
  return Array.isArray(list) ? list.filter((row): row is Row => typeof row === 'object' && row !== null) : [];
}
const size = (value: unknown): number => {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isFinite(number) && number >= 0 ? number : 0;
};

/** "noauto": mounted only when somebody asks (fstab(5)); an automount asks by itself. */
const isByHand = (row: Row): boolean => text(row.options).split(',').includes('noauto') && !text(row.options).includes('x-systemd.automount');

/** "var-lib-docker.mount enabled": one that is disabled or masked does not come back. */
function lastingUnit(line: string): string[] {
  const [unit = '', state = ''] = line.trim().split(/\s+/);
  return unit === '' || ['disabled', 'masked', 'masked-runtime', 'bad'].includes(state) ? [] : [unitTarget(unit)];
}

/** `var-lib-docker.mount` → `/var/lib/docker` (systemd.unit(5), escaping). */
function unitTarget(unit: string): string {
  const name = unit.replace(/\.mount$/, '');
  return `/${name.replaceAll('-', '/').replaceAll(/\\x([0-9a-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))}`;
}

function readPaths(stats: string): Mounts['paths'] {
  const found = new Map<string, { mode: number; owner: string; inodesUsed: number | null }>();
  for (const line of stats.split('\n')) {
    const match = /^([0-7]{1,4}) (\d+:\d+) (\d*|-) (\/.*)$/.exec(line);
    if (match?.[4] !== undefined) found.set(match[4], { mode: Number.parseInt(match[1] ?? '0', 8), owner: match[2] ?? '', inodesUsed: /^\d+$/.test(match[3] ?? '') ? Number(match[3]) : null });
  }
  return found;
}
