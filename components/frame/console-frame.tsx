'use client';
import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { LiveRegion } from '@/components/ui/live-region';
import { Sheet } from '@/components/ui/sheet';
import { count } from '@/lib/core/units';
import { ConsoleBackupNotice } from './console-backup-notice';
import { Rail } from './rail';
import { TopBar } from './top-bar';
import { useFleet, type FleetData } from './use-fleet';
import { useKeys } from './use-keys';

const Palette = dynamic(() => import('./palette').then((module) => module.Palette), { ssr: false });
const KeysDialog = dynamic(() => import('./keys-dialog').then((module) => module.KeysDialog), { ssr: false });
const Toaster = dynamic(() => import('@/components/ui/toaster').then((module) => module.Toaster), { ssr: false });

/** Rail, top bar, page. The favicon shows trouble, then work. */
export function ConsoleFrame({ data, children }: { data: FleetData; children: ReactNode }) {
  const path = usePathname();
  const { servers, work, stuck, connection } = useFleet(data);
  const [open, setOpen] = useState<'palette' | 'keys' | 'rail' | null>(null);
  const [railPath, setRailPath] = useState(path);
  if (railPath !== path) {
    setRailPath(path);
    setOpen(null);
  }
  useKeys({ palette: () => setOpen('palette'), keys: () => setOpen('keys') });
  const trouble = stuck || servers.some(({ state, health }) => state === 'attention' || health?.verdict === 'ill' || health?.verdict === 'unreachable');
  const icon = trouble ? '/mark-trouble.svg' : work.length > 0 ? '/mark-working.svg' : '/mark.svg';

  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[14rem_minmax(0,1fr)]">
      <link rel="icon" type="image/svg+xml" href={icon} />
      <a href="#content" className="sr-only z-50 rounded-md bg-accent font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-3 focus:py-2">Skip to the content</a>
      <div data-print="hide" className="hidden border-r border-line bg-rail lg:block">
        <div className="sticky top-0 h-dvh overflow-y-auto"><Rail servers={servers} path={path} /></div>
      </div>
      <Sheet open={open === 'rail'} onOpenChange={(next) => setOpen(next ? 'rail' : null)} title="Groundcrew">
        <Rail servers={servers} path={path} inSheet />
      </Sheet>
      <div className="flex min-w-0 flex-col">
        <TopBar user={data.user} path={path} work={work} connection={connection} onMenu={() => setOpen('rail')} onPalette={() => setOpen('palette')} onKeys={() => setOpen('keys')} />
        <main id="content" tabIndex={-1} className="w-full max-w-[88rem] flex-1 px-4 pt-5 pb-16 sm:px-8 sm:pt-7"><ConsoleBackupNotice initial={data.consoleBackup} />{children}</main>
      </div>
      <LiveRegion>{work.length > 0 ? `${count(work.length, 'run')} at work.` : ''}</LiveRegion>
      {open === 'palette' && <Palette servers={servers} path={path} onKeys={() => setOpen('keys')} onClose={() => setOpen(null)} />}
      {open === 'keys' && <KeysDialog onClose={() => setOpen(null)} />}
      <Toaster />
    </div>
  );
}
