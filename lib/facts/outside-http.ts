import { isGroundcrewError } from '@/lib/core/errors';
import type { OutsideFact } from './fact';

export interface OutsideHttp {
  /** `undefined` when nothing answered; `error` then says why. */
  readonly status: number | undefined;
  readonly error: string | undefined;
  readonly body: string;
}

/** What `url` answers when the console asks from outside. No answer is an answer here: it is what is asked about. */
export function outsideHttp(url: string): OutsideFact<OutsideHttp> {
  return {
    from: 'console',
    id: `outside:GET:${url}`,
    shown: `GET ${url}`,
    async ask(reach) {
      try {
        const { status, body } = await reach.http({ url, timeout: 15_000 });
        return { status, error: undefined, body };
      } catch (error) {
        if (isGroundcrewError(error) && error.code === 'unreachable') return { status: undefined, error: error.message, body: '' };
        throw error;
      }
    },
  };
}
