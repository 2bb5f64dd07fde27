import { isGroundcrewError } from '@/lib/core/errors';
import type { OutsideFact } from './fact';

export interface OutsideHttp {
  /** `undefined` when nothing answered; `error` then says why. */
  readonly status: number | undefined;
  readonly error: string | undefined;
  readonly body: string;
  /** Where a redirect leads; it is not followed. */
  readonly location?: string;
}

/**
 * What `url` answers when the console asks from outside. No answer is an answer here: it is what is asked about.
 * `authorities`: PEM certificates that are trusted besides the known ones, such as the private CA of the settings.
 */
export function outsideHttp(url: string, authorities = ''): OutsideFact<OutsideHttp> {
  return {
    from: 'console',
    id: `outside:GET:${url}`,
    shown: `GET ${url}`,
    async ask(reach) {
      try {
        const { status, body, headers } = await reach.http({ url, timeout: 15_000, authorities });
        return { status, error: undefined, body, ...(headers.location !== undefined && { location: headers.location }) };
      } catch (error) {
        if (isGroundcrewError(error) && error.code === 'unreachable') return { status: undefined, error: error.message, body: '' };
        throw error;
      }
    },
  };
}
