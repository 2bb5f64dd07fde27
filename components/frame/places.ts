import { Activity, DatabaseBackup, Gauge, HeartPulse, History, PackageCheck, Plus, Settings, ShieldCheck, type LucideIcon } from 'lucide-react';
import { settingsPlaces } from '@/components/settings/settings-places';

export interface Place {
  label: string;
  href: string;
  icon: LucideIcon;
  /** Matches only itself, not what lies below. */
  exact?: boolean;
}

/** The places of one server that this release has. */
export const serverPlaces = (name: string): Place[] => [
  { label: 'Overview', href: `/servers/${name}`, icon: Gauge, exact: true },
  { label: 'Health', href: `/servers/${name}/health`, icon: HeartPulse },
  { label: 'Security', href: `/servers/${name}/health/security`, icon: ShieldCheck },
  { label: 'Backups', href: `/servers/${name}/backups`, icon: DatabaseBackup },
  { label: 'Install', href: `/servers/${name}/install`, icon: PackageCheck },
  { label: 'Runs', href: `/servers/${name}/runs`, icon: History },
];

export const connectPlace: Place = { label: 'Connect a server', href: '/servers/new', icon: Plus };
export const consolePlaces: Place[] = [
  { label: 'Activity', href: '/activity', icon: Activity },
  { label: 'Settings', href: '/settings', icon: Settings },
];

/** The place at which `path` is, or below which it lies: of several the deepest. */
export function placeAt(places: readonly Place[], path: string): Place | undefined {
  const found = places.filter(({ href, exact }) => path === href || (!exact && path.startsWith(`${href}/`)));
  return found.toSorted((one, other) => other.href.length - one.href.length)[0];
}

/** The server that a path is about; null elsewhere. */
export function serverOf(path: string): string | null {
  const name = /^\/servers\/([a-z0-9-]+)/.exec(path)?.[1];
  return name && name !== 'new' ? name : null;
}

const belowHealth: Readonly<Record<string, string>> = { space: 'Space', rules: 'Alert rules' };
const belowBackups: Readonly<Record<string, string>> = { now: 'Back up now', restore: 'Restore', drill: 'Restore drill', files: 'Files of a backup' };

/** Where you are, in words: "clearml-1", "Runs". */
export function crumbs(path: string): { label: string; href: string }[] {
  const server = serverOf(path);
  if (server) {
    const place = placeAt(serverPlaces(server), path) ?? { label: /\/edit$/.test(path) ? 'Edit' : '', href: path };
    const part = belowHealth[/\/health\/([a-z]+)$/.exec(path)?.[1] ?? ''] ?? belowBackups[/\/backups\/([a-z]+)$/.exec(path)?.[1] ?? ''];
    const below = part ? [{ label: part, href: path }] : [];
    return [{ label: server, href: `/servers/${server}` }, ...(place.label ? [{ label: place.label, href: place.href }] : []), ...below];
  }
  if (path === '/') return [{ label: 'Servers', href: '/' }];
  const place = placeAt([connectPlace, ...consolePlaces], path);
  return place ? [{ label: place.label, href: place.href }, ...belowSettings(path)] : [];
}

function belowSettings(path: string): { label: string; href: string }[] {
  const place = settingsPlaces.slice(1).find(({ href }) => path === href || path.startsWith(`${href}/`));
  if (!place) return [];
  const below = path === place.href ? [] : [{ label: path.endsWith('/new') ? 'Add' : 'Edit', href: path }];
  return [{ label: place.label, href: place.href }, ...below];
}
