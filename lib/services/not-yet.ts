import { GroundcrewError } from '@/lib/core/errors';

/** Stands in the table until the verb is written; gone before this branch lands. */
export const notYet = (): Promise<never> => Promise.reject(new GroundcrewError({ code: 'not_found', reason: 'not-yet', message: 'This verb is not written yet.' }));
