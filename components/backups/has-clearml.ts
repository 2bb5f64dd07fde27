import type { Server } from '@/lib/contract/server';

/** Whether there is something to back up: an installation has come to its end once, however the server stands now. */
export const hasClearml = ({ state }: Pick<Server, 'state'>): boolean => state !== 'new' && state !== 'installing';
