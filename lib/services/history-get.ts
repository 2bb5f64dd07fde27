import type { Keep } from '@/lib/contract/history';
import { usualKeep } from '@/lib/engine/retention';
import { readKept } from './history-settings';
import type { Implementation } from './types';
import { workOf } from './work';

export const viewKeep = ({ rawHours, shortDays, longDays }: Keep): { keep: Keep; usual: Keep } => ({ keep: { rawHours, shortDays, longDays }, usual: usualKeep });

export const getHistory: Implementation<'history.get'> = async ({ resources }) => viewKeep(await readKept(workOf(resources).repositories.consoleSettings));
