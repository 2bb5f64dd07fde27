import type { Metadata } from 'next';
import { Silences } from '@/components/silences/silences';
import { admitAdmin } from '../../admit';

export const metadata: Metadata = { title: 'Maintenance windows' };

export default async function MaintenancePage() {
  await admitAdmin('/settings/maintenance');
  return <Silences />;
}
