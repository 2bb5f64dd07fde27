import { GroundcrewError } from '@/lib/core/errors';
import { isForbiddenAddress } from './addresses';
import { lookUp } from './lookup';

/**
 * The address of a name, judged after it was resolved: the connection then goes to that very address,
 * so that a second answer of the name server can't lead it elsewhere.
 * @throws GroundcrewError `reach.name-not-found`, `reach.no-name-service`, `reach.forbidden`
 */
export async function resolveSafely(host: string): Promise<{ address: string; family: number }> {
  const name = host.replace(/^\[(.*)\]$/, '$1');
  const [found] = await lookUp(name).catch((cause: unknown) => {
    if (codeOf(cause) === 'ETIMEOUT') throw noNameService(name, cause);
    throw new GroundcrewError({ code: 'unreachable', reason: 'reach.name-not-found', message: `The name ${name} was not found.`, remedy: 'Check the spelling and the name server of this console.', cause });
  });
  if (found === undefined) throw noNameService(name, null);
  if (isForbiddenAddress(found.address)) {
    throw new GroundcrewError({
      code: 'forbidden', reason: 'reach.forbidden',
      message: `${name} is ${found.address}, a link-local address. The console sends nothing there.`, remedy: 'Enter the address under which the server is reached by others.',
    });
  }
  return found;
}

/**
 * All addresses of a name, each once; empty when there is none. Nothing is sent to them.
 * @throws GroundcrewError `reach.no-name-service` when nobody could tell
 */
export async function names(name: string): Promise<readonly string[]> {
  try {
    return [...new Set((await lookUp(name)).map(({ address }) => address))];
  } catch (cause) {
    if (codeOf(cause) === 'ENOTFOUND') return [];
    throw noNameService(name, cause);
  }
}

const codeOf = (cause: unknown) => (cause as NodeJS.ErrnoException).code;

function noNameService(name: string, cause: unknown): GroundcrewError {
  return new GroundcrewError({ code: 'unreachable', reason: 'reach.no-name-service', message: `The console's name server does not tell whether ${name} is a name.`, remedy: 'Check the name server of the machine that runs this console.', cause });
}
