import type { Metadata } from 'next';
import { ConsoleSettings } from '@/components/settings/console-settings';
import { admitAdmin, ask } from '../admit';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  await admitAdmin('/settings');
  const [info, me] = await Promise.all([ask('console.info', {}), ask('session.me', {})]);
  return <ConsoleSettings initial={info} user={me.user?.name ?? ''} />;
}
