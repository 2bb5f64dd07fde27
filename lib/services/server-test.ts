import { GroundcrewError } from '@/lib/core/errors';
import type { Implementation } from './types';

export const testServer: Implementation<'server.test'> = async () => Promise.reject(new GroundcrewError({ code: 'internal', reason: 'ssh.missing', message: 'This build cannot connect yet.' }));
