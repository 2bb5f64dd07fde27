import { isLoopback, type Environment } from './environment';
import { quote } from '@/lib/shell/quote';

/** As `npm run service` lays it down (scripts/service/places.mjs): the same everywhere, so it tells a stranger nothing. */
const ofService = { dataDirectory: '/var/lib/groundcrew-console', admin: 'sudo /opt/groundcrew/admin' };

/**
 * What sets a new password, typed in the console's own folder: with the data directory where that is not the usual one.
 * Anybody who opens the sign-in page reads it, so the directory is named only where the console answers this machine alone.
 */
export function resetCommand({ dataDirectory, host, origin, isService }: Pick<Environment, 'dataDirectory' | 'host' | 'origin' | 'isService'>, usual: string): string {
  if (isService && dataDirectory === ofService.dataDirectory) return `${ofService.admin} reset-password <name>`;
  const command = 'npm run admin -- reset-password <name>';
  if (dataDirectory === usual) return command;
  const isPrivate = isLoopback(host) && isLoopback(new URL(origin).hostname);
  return `DATA_DIR=${!isPrivate ? '<its data directory>' : /^[\w/.-]+$/.test(dataDirectory) ? dataDirectory : quote(dataDirectory)} ${command}`;
}
