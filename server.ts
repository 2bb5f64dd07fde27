import { createServer } from 'node:http';
import next from 'next';
import { isSocketPath, openSockets } from '@/lib/realtime/sockets';
import { isGroundcrewError } from '@/lib/core/errors';
import { minutes } from '@/lib/core/units';
import { boot, type Booted } from '@/lib/services/boot';
import { parseEnvironment, type Environment } from '@/lib/services/environment';
import { refuseUnknownName } from '@/lib/services/listening-name';
import { setServices } from '@/lib/services/get';
import { createFront } from '@/lib/services/http/front';
import { keepMemorySmall } from '@/lib/services/small-memory';
import { startWorkers } from '@/lib/services/workers/start';
import { isSetUp } from '@/lib/store/first-admin';

/** The composition root: everything is built here once and handed on. */
async function start(): Promise<void> {
  keepMemorySmall();
  await refuseUnknownName(process.env.HOST);
  const environment = parseEnvironment(process.env);
  const booted = await boot(environment);
  const { services } = booted;
  setServices(services);
  const workers = await startWorkers(services);

  // A proxy in front keeps its idle connections for a minute or two, and must be the one that closes them: one that is closed while a request is on its way loses that.
  const http = createServer({ keepAliveTimeout: minutes(3) });
  // Next attaches its own upgrade listener to the server it is given. It gets one that never listens, and is handed
  // what is not ours: hot reloading in development.
  const decoy = createServer();
  const app = next({ dev: environment.development, hostname: environment.host, port: environment.port, httpServer: decoy });
  await app.prepare();
  const front = createFront(services, app.getRequestHandler());
  const sockets = openSockets(http, services);
  http.on('request', (request, response) => {
    if (isSocketPath(request)) return; // socket.io answers
    front(request, response).catch((error: unknown) => {
      services.resources.log.error({ err: error }, 'a request failed');
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('The console made a mistake. Its log says more.\n');
    });
  });
  http.on('upgrade', (request, socket, head) => {
    if (isSocketPath(request)) return;
    if (!environment.development || request.headers.origin !== environment.origin || !decoy.emit('upgrade', request, socket, head)) socket.destroy();
  });

  await listen(http, environment);
  await greet(booted, environment);
  const stop = async () => {
    setTimeout(() => process.exit(0), 5000).unref(); // a request that hangs does not hold the console
    await Promise.allSettled([sockets.close(), workers.stop(), app.close()]);
    http.closeAllConnections();
    await booted.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  process.on('unhandledRejection', (error) => services.resources.log.error({ err: error }, 'a promise was left alone'));
}

function listen(http: ReturnType<typeof createServer>, { host, port }: Environment): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const sentence = error.code === 'EADDRINUSE' ? `Port ${port} of ${host} is used by another program. Stop it, or set PORT to another number, such as ${port + 1}, and start again.`
        : error.code === 'EACCES' ? `Port ${port} of ${host} needs more rights than you have. Set PORT to a number above 1023, such as 3000, and start again.`
        : `The console cannot listen on ${host}, port ${port} (${error.code ?? error.message}). Set HOST and PORT to an address of this machine.`;
      reject(new Error(sentence));
    });
    http.listen(port, host, resolve);
  });
}

async function greet({ services, copy }: Booted, environment: Environment): Promise<void> {
  if (copy) console.log(`The database was migrated. The one before is at ${copy}`);
  console.log(`Groundcrew ${services.resources.version} answers at ${environment.origin}`);
  if (!(await isSetUp(services.resources.database))) console.log(`Open it to make the first admin. Set-up token: ${services.resources.setupToken.text}`);
  // A desktop's terminal may carry systemd's variable too, but only a terminal is one.
  if (process.stdout.isTTY || !environment.isService) console.log('Servers are watched, and alerts sent, only while it runs. To keep it running, on Linux: sudo npm run service');
}

start().catch((error: unknown) => {
  const known = isGroundcrewError(error);
  console.error(known ? [error.message, error.remedy].filter(Boolean).join(' ') : error instanceof Error ? error.message : error);
  if (!known && process.env.LOG_LEVEL === 'debug') console.error(error);
  process.exit(1);
});
