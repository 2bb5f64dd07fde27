import { BellRing, CalendarClock, Settings, type LucideIcon } from 'lucide-react';

/** The pages of the settings. */
export const settingsPlaces: readonly { label: string; href: string; icon: LucideIcon }[] = [
  { label: 'Console', href: '/settings', icon: Settings },
  { label: 'Channels', href: '/settings/channels', icon: BellRing },
  { label: 'Maintenance windows', href: '/settings/maintenance', icon: CalendarClock },
];
