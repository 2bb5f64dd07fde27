'use client';
import { ChevronRight, Menu as MenuIcon, Search, Unplug } from 'lucide-react';
import Link from 'next/link';
import type { Connection } from '@/components/api/socket';
import { IconButton } from '@/components/ui/icon-button';
import { Keys } from '@/components/ui/key-hints';
import { Popover } from '@/components/ui/popover';
import type { RunSummary } from '@/lib/contract/run';
import { PersonMenu } from './person-menu';
import { crumbs } from './places';
import { RunningWork } from './running-work';

interface Props {
  user: string;
  path: string;
  work: readonly RunSummary[];
  connection: Connection;
  onMenu: () => void;
  onPalette: () => void;
  onKeys: () => void;
}

/** Where you are, search and commands, running work, the person. */
export function TopBar({ user, path, work, connection, onMenu, onPalette, onKeys }: Props) {
  const trail = crumbs(path);
  return (
    <header data-print="hide" className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-canvas px-2 sm:px-6">
      <IconButton icon={MenuIcon} label="Open the list of places" onClick={onMenu} hideTooltip className="lg:hidden" />
      <nav aria-label="Where you are" className="min-w-0 flex-1">
        <ol className="flex min-w-0 items-center gap-1 px-1">
          {trail.map((crumb, index) => (
            <li key={index} className={index === 0 ? 'flex min-w-0 items-center' : 'flex shrink-0 items-center gap-1'}>
              {index > 0 && <ChevronRight aria-hidden className="size-3.5 text-ink-faint" />}
              {index === trail.length - 1 ? <span className="truncate font-medium">{crumb.label}</span> : <Link href={crumb.href} className="truncate rounded-sm text-ink-soft hover:text-ink hover:underline">{crumb.label}</Link>}
            </li>
          ))}
        </ol>
      </nav>
      {connection === 'polling' && (
        <Popover
          label="Why this page is not live"
          align="end"
          trigger={
            <button type="button" className="flex h-9 items-center gap-1.5 rounded-md px-2 text-sm text-warning hover:bg-hover">
              <Unplug aria-hidden className="size-4" />
              <span className="max-sm:sr-only">Not live</span>
            </button>
          }
        >
          <p>Live updates do not reach this page, so it asks the console every 2 seconds.</p>
          <p className="mt-2 text-ink-soft">A proxy that does not pass websockets is the usual cause. Nothing is lost by it.</p>
        </Popover>
      )}
      <RunningWork work={work} />
      <button type="button" onClick={onPalette} className="flex h-8 items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-ink-faint transition-colors hover:border-line-strong hover:text-ink max-md:border-0 max-md:bg-transparent">
        <Search aria-hidden className="size-4" />
        <span className="max-md:sr-only">Go to or do</span>
        <span aria-hidden className="ml-3 max-md:hidden"><Keys>Ctrl K</Keys></span>
      </button>
      <PersonMenu user={user} onKeys={onKeys} />
    </header>
  );
}
