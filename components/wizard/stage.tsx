'use client';
import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { StageName } from './stages';

type StageComponent = ComponentType<{ server: string }>;
const options = { ssr: false, loading: () => <SkeletonRows rows={8} label="Loading the stage" /> }; // drafts are in the browser only

/** Each stage is loaded when it is opened: the form library is no weight of the log view, nor the other way round. */
const stages: Record<StageName, StageComponent> = {
  connect: dynamic(() => import('@/components/wizard/connect-stage').then((module) => module.ConnectStage), options),
  materials: dynamic(() => import('@/components/materials/materials-stage').then((module) => module.MaterialsStage), options),
  settings: dynamic(() => import('@/components/settings-form/settings-stage').then((module) => module.SettingsStage), options),
  preflight: dynamic(() => import('@/components/preflight/preflight-stage').then((module) => module.PreflightStage), options),
  plan: dynamic(() => import('@/components/plan/plan-stage').then((module) => module.PlanStage), options),
  run: dynamic(() => import('@/components/run/run-stage').then((module) => module.RunStage), options),
  verify: dynamic(() => import('@/components/verify/verify-stage').then((module) => module.VerifyStage), options),
  finish: dynamic(() => import('@/components/finish/finish-stage').then((module) => module.FinishStage), options),
};

export function Stage({ server, stage }: { server: string; stage: StageName }) {
  const Component = stages[stage];
  return <Component server={server} />;
}
