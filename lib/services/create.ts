import { dispatch } from './dispatch';
import { answer } from './http/answer';
import { downloadConsoleBackup } from './http/console-backup-download';
import type { Resources, Services } from './types';

/** Builds the services once per process; server.ts hangs them off the one symbol. */
export function createServices(resources: Resources): Services {
  const services: Services = {
    resources,
    call: (verb, context, input) => dispatch(verb, context, input),
    context: async ({ cookie, address }) => {
      const signedIn = await resources.auth.session(cookie ?? '');
      return { actor: signedIn && { ...signedIn.user, role: 'admin' }, sessionId: signedIn?.sessionId ?? null, address, clock: resources.clock, resources, cookie: cookie ?? '', setCookies: [] };
    },
    http: (request, verb) => answer(services, request, verb),
    download: (request, file) => downloadConsoleBackup(services, request, file),
  };
  return services;
}
