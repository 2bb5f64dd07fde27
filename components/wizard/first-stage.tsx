'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { SkeletonRows } from '@/components/ui/skeleton';
import { stageAddress } from './stage-address';
import { firstOpenStage } from './stages';
import { useWizard } from './use-wizard';

/** Opens the first stage that needs something. */
export function FirstStage({ server }: { server: string }) {
  const router = useRouter();
  const { data, ready, problem } = useWizard(server);
  const target = ready && !problem ? firstOpenStage(data) : null;
  useEffect(() => {
    if (target) router.replace(stageAddress(server, target));
  }, [router, server, target]);
  return problem ? null : <SkeletonRows label="Looking for the stage that needs something" />;
}
