'use client';
import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { TooltipProvider } from '@/components/ui/tooltip';
import { Door } from './door';
import type { FleetData } from './use-fleet';

/** Not loaded at the door. */
const ConsoleFrame = dynamic(() => import('./console-frame').then((module) => module.ConsoleFrame));
const doors = ['/setup', '/sign-in'];

/** Rail and top bar around a page; at the door, and for a stranger, only the mark. */
export function Frame({ data, children }: { data: FleetData | null; children: ReactNode }) {
  const path = usePathname();
  return <TooltipProvider>{data && !doors.includes(path) ? <ConsoleFrame data={data}>{children}</ConsoleFrame> : <Door>{children}</Door>}</TooltipProvider>;
}
