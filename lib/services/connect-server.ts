import { GroundcrewError } from '@/lib/core/errors';
import type { Connect } from './workers/connections';

export const connectServer: Connect = () => Promise.reject(new GroundcrewError({ code: 'internal', reason: 'ssh.missing', message: 'This build cannot connect yet.' }));
