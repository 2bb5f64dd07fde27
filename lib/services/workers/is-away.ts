import { isGroundcrewError, type GroundcrewError } from '@/lib/core/errors';

/** How it is said that nobody gets onto the server just now. It may answer later. */
export const awayCodes: readonly GroundcrewError['code'][] = ['unreachable', 'login', 'host_key', 'sudo'];

export const isAway = (error: unknown): boolean => isGroundcrewError(error) && awayCodes.includes(error.code);
