'use client';
import { Command } from 'cmdk';
import { BadgeCheck, BellRing, ChartLine, DatabaseBackup, DoorOpen, Globe, HardDrive, History, Keyboard, KeyRound, ListChecks, LogOut, Monitor, Moon, Pencil, Plus, Server as ServerIcon, Sun, type LucideIcon } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useRouter } from 'next/navigation';
import * as Radix from 'radix-ui/dialog';
import { useState } from 'react';
import { settingsPlaces } from '@/components/settings/settings-places';
import { lookOfServer } from '@/components/ui/status';
import type { Server } from '@/lib/contract/server';
import { useSignOut } from './person-menu';
import { connectPlace, consolePlaces, serverOf, serverPlaces } from './places';

interface Entry {
  label: string;
  hint?: string;
  icon: LucideIcon;
  act: () => void;
}

/** Go to, run an action, find a setting. What changes a server is not run from here: the palette opens its page. */
export function Palette({ servers, path, onKeys, onClose }: { servers: readonly Server[]; path: string; onKeys: () => void; onClose: () => void }) {
  const router = useRouter();
  const { setTheme } = useTheme();
  const signOut = useSignOut();
  const signOutEverywhere = useSignOut('everywhere');
  const [search, setSearch] = useState('');
  const here = serverOf(path);
  const go = (href: string) => () => router.push(href);
  const actions = (name: string): Entry[] => [
    ...serverPlaces(name).map((place) => ({ label: `${name}: ${place.label}`, icon: place.icon, act: go(place.href) })),
    { label: `${name}: Check the server`, icon: ListChecks, act: go(`/servers/${name}/install/preflight`) },
    { label: `${name}: Verify ClearML`, icon: BadgeCheck, act: go(`/servers/${name}/install/verify`) },
    { label: `${name}: Back up now`, icon: DatabaseBackup, act: go(`/servers/${name}/backups/now`) },
    { label: `${name}: Restore a backup`, icon: History, act: go(`/servers/${name}/backups/restore`) },
    { label: `${name}: What takes the space`, icon: HardDrive, act: go(`/servers/${name}/health/space`) },
    { label: `${name}: Alert rules`, icon: BellRing, act: go(`/servers/${name}/health/rules`) },
    { label: `${name}: Edit the profile`, icon: Pencil, act: go(`/servers/${name}/edit`) },
  ];
  const groups: { heading: string; entries: Entry[] }[] = [
    ...(here ? [{ heading: 'This server', entries: actions(here) }] : []),
    {
      heading: 'Servers',
      entries: [
        ...servers.map((server) => ({ label: server.name, hint: lookOfServer(server).word, icon: ServerIcon, act: go(`/servers/${server.name}`) })),
        ...(search ? servers.filter(({ name }) => name !== here).flatMap(({ name }) => actions(name)) : []),
      ],
    },
    { heading: 'Places', entries: [{ label: 'All servers', icon: ServerIcon, act: go('/') }, ...[connectPlace, ...consolePlaces, ...settingsPlaces.slice(1)].map((place) => ({ label: place.label, icon: place.icon, act: go(place.href) })), { label: 'Add a channel', icon: Plus, act: go('/settings/channels/new') }, { label: 'Alerts', icon: BellRing, act: go('/activity?view=alerts') }, { label: 'Status page', icon: Globe, act: go('/settings#status-page') }, { label: 'Backup of this console', icon: DatabaseBackup, act: go('/settings#console-backup') }, { label: 'Metrics', icon: ChartLine, act: go('/settings#metrics') }] },
    {
      heading: 'You',
      entries: [
        { label: 'Change the password', icon: KeyRound, act: go('/settings#password') },
        { label: 'Keys', hint: '?', icon: Keyboard, act: onKeys },
        { label: 'Light theme', icon: Sun, act: () => setTheme('light') },
        { label: 'Dark theme', icon: Moon, act: () => setTheme('dark') },
        { label: 'Theme of the system', icon: Monitor, act: () => setTheme('system') },
        { label: 'Sign out', icon: LogOut, act: signOut },
        { label: 'Sign out everywhere', icon: DoorOpen, act: signOutEverywhere },
      ],
    },
  ];
  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim animate-appear" />
        <Radix.Content aria-describedby={undefined} className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-raised shadow-raised animate-appear">
          <Radix.Title className="sr-only">Go to or do</Radix.Title>
          <Command label="Go to or do" loop>
            <Command.Input value={search} onValueChange={setSearch} placeholder="A server, a place, an action, a setting" className="h-12 w-full border-b border-line bg-transparent px-4 text-lg outline-none" />
            <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-6 text-ink-soft">Nothing has this name. Try a server&apos;s name, or a verb such as &quot;check&quot;.</Command.Empty>
              {groups.map((group) => (
                <Command.Group key={group.heading} heading={group.heading} className="**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:font-medium **:[[cmdk-group-heading]]:text-ink-faint">
                  {group.entries.map(({ label, hint, icon: Icon, act }) => (
                    <Command.Item
                      key={label}
                      value={label}
                      onSelect={() => {
                        onClose();
                        act();
                      }}
                      className="flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 data-[selected=true]:bg-selected"
                    >
                      <Icon aria-hidden className="size-4 text-ink-faint" />
                      <span className="min-w-0 flex-1 truncate">{label}</span>
                      {hint && <span className="text-sm text-ink-faint">{hint}</span>}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
