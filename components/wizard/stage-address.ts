import type { StageName } from './stages';

/** Where a stage lives. */
export const stageAddress = (server: string, stage: StageName): string => `/servers/${server}/install/${stage}`;
