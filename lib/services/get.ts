import { GroundcrewError } from '@/lib/core/errors';
import type { Services } from './types';

const key = Symbol.for('groundcrew');
type Holder = { [key]?: Services };

/** The services of this process. They hang off one symbol, since Next evaluates a module several times. */
export function getServices(): Services {
  const services = (globalThis as Holder)[key];
  if (!services) throw new GroundcrewError({ code: 'internal', message: 'The services are not built.', remedy: 'Start the console with "npm start" or "npm run dev": "next" alone does not build them.' });
  return services;
}

/** Called once by server.ts; by a test with null when it is done. */
export function setServices(services: Services | null): void {
  if (services) (globalThis as Holder)[key] = services;
  else delete (globalThis as Holder)[key];
}
