'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cn } from '@/components/ui/class-names';
import { settingsPlaces } from './settings-places';

/** The pages of the settings, beside each other. */
export function SettingsNav() {
  const path = usePathname();
  return (
    <nav aria-label="Settings" className="mb-6 flex gap-1 overflow-x-auto overflow-y-hidden border-b border-line">
      {settingsPlaces.map(({ label, href }) => {
        const here = path === href || (href !== '/settings' && path.startsWith(`${href}/`));
        return <Link key={href} href={href} aria-current={here ? 'page' : undefined} className={cn('focus-inside flex h-9 items-center border-b-2 px-3 font-medium whitespace-nowrap', here ? 'border-accent text-ink' : 'border-transparent text-ink-soft hover:text-ink')}>{label}</Link>;
      })}
    </nav>
  );
}
