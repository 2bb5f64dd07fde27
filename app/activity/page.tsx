import type { Metadata } from 'next';
import { Activity } from '@/components/activity/activity';
import { admitAdmin } from '../admit';

export const metadata: Metadata = { title: 'Activity' };

export default async function ActivityPage() {
  await admitAdmin('/activity');
  return <Activity />;
}
