import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { systemClock, type Clock } from '@/lib/core/clock';
import { mb } from '@/lib/core/units';
import { createAuth } from '@/lib/store/auth';
import { takeDataDirectory } from '@/lib/store/data-directory';
import { openDatabase } from '@/lib/store/database';
import { createSetupToken } from '@/lib/store/first-admin';
import { openKeyFile } from '@/lib/store/key-file';
import { migrate } from '@/lib/store/migrate';
import { createServices } from './create';
import type { Environment } from './environment';
import { createEvents } from './events';
import type { Services } from './types';

export interface Booted {
  readonly services: Services;
  /** Where the database was copied to before it was migrated; null when nothing was pending. */
  readonly copy: string | null;
  /** Closes the database and frees the data directory. */
  close(): Promise<void>;
}

/**
 * Data directory, database, migrations, key, services: in this order, each of which may refuse with a GroundcrewError.
 * Whatever refuses leaves the data directory free.
 */
export async function boot(environment: Environment, clock: Clock = systemClock): Promise<Booted> {
  const directory = takeDataDirectory(environment.dataDirectory);
  try {
    const stamp = new Date(clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    const { copy } = await migrate(directory.databaseFile, path.resolve('prisma/migrations'), stamp);
    const database = await openDatabase(directory.databaseFile);
    try {
      const encryption = await openKeyFile(directory.keyFile, database);
      const log = openLog(directory.logFile, environment.logLevel);
      const events = createEvents((error) => log.error({ err: error }, 'a listener failed'));
      const auth = createAuth({ database, encryption, origin: environment.origin, onSessionEnded: (session) => events.publish({ type: 'session-ended', session }) });
      const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
      const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
      const services = createServices({ environment, version, clock, random, log, database, encryption, events, auth, setupToken: createSetupToken() });
      return {
        services,
        copy,
        close: async () => {
          await database.$disconnect();
          directory.release();
        },
      };
    } catch (error) {
      await database.$disconnect();
      throw error;
    }
  } catch (error) {
    directory.release();
    throw error;
  }
}

/** One file and the one before it, 10 MB each at most when the console starts. */
function openLog(file: string, level: string) {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  if (existsSync(file) && statSync(file).size > mb(10)) renameSync(file, `${file}.1`);
  return pino({ level }, pino.destination({ dest: file, sync: true, mode: 0o600 }));
}
