'use client';
import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';
import type { StageName } from './stages';

type StageComponent = ComponentType<{ server: string }>;
/** Drafts are in the browser only, hence no drawing on the server. */
const loading = () => (
  <>
    <h1 className="sr-only">Loading the stage</h1>
    <Skeleton className="mb-4 h-7 w-48" />
    <SkeletonRows rows={8} label="Loading the stage" />
  </>
);

/** Each stage is loaded when it is opened: the form library is no weight of the log view, nor the other way round. */
const stages: Record<StageName, StageComponent> = {
  connect: dynamic(() => import('@/components/wizard/connect-stage').then((module) => module.ConnectStage), { ssr: false, loading }),
  materials: dynamic(() => import('@/components/materials/materials-stage').then((module) => module.MaterialsStage), { ssr: false, loading }),
  settings: dynamic(() => import('@/components/settings-form/settings-stage').then((module) => module.SettingsStage), { ssr: false, loading }),
  preflight: dynamic(() => import('@/components/preflight/preflight-stage').then((module) => module.PreflightStage), { ssr: false, loading }),
  plan: dynamic(() => import('@/components/plan/plan-stage').then((module) => module.PlanStage), { ssr: false, loading }),
  run: dynamic(() => import('@/components/run/run-stage').then((module) => module.RunStage), { ssr: false, loading }),
  verify: dynamic(() => import('@/components/verify/verify-stage').then((module) => module.VerifyStage), { ssr: false, loading }),
  finish: dynamic(() => import('@/components/finish/finish-stage').then((module) => module.FinishStage), { ssr: false, loading }),
};

export function Stage({ server, stage }: { server: string; stage: StageName }) {
  const Component = stages[stage];
  return <Component server={server} />;
}
