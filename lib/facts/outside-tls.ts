import { isGroundcrewError } from '@/lib/core/errors';
import type { OutsideFact } from './fact';

export interface OutsideTls {
  readonly name: string;
  /** Why there was no TLS at all, a whole sentence; then nothing else is said. */
  readonly error?: string;
  /** Why a client would refuse the certificate: OpenSSL's word, such as CERT_HAS_EXPIRED; null: nothing. */
  readonly problem: string | null;
  /** Names for which it was issued, and by whom: hostile. */
  readonly names: readonly string[];
  readonly issuer: string;
  readonly isForName: boolean;
  /** It came without the certificates between it and its authority. */
  readonly isAlone: boolean;
  /** Whole days until it ends, by the console's clock; negative: it has ended. */
  readonly daysLeft: number;
  /** When it ends, in milliseconds since 1970; 0 without TLS. */
  readonly endsAt: number;
  readonly isEarly: boolean;
}

const day = 86_400_000;

/** What each of `names` shows when the console begins TLS with it. `authorities` as for outsideHttp. */
export function outsideTls(names: readonly string[], authorities = '', port = 443): OutsideFact<readonly OutsideTls[]> {
  return {
    from: 'console',
    id: `outside:tls:${names.join(',')}:${port}`,
    shown: `TLS with ${names.join(', ')}`,
    ask: (reach) => Promise.all(names.map(async (name): Promise<OutsideTls> => {
      try {
        const { validFrom, validTo, at, ...shown } = await reach.tls({ name, port, authorities });
        return { name, ...shown, daysLeft: Math.floor((validTo - at) / day), endsAt: validTo, isEarly: at < validFrom };
      } catch (error) {
        if (!isGroundcrewError(error) || error.code !== 'unreachable') throw error;
        return { name, error: error.message, problem: null, names: [], issuer: '', isForName: false, isAlone: false, daysLeft: 0, endsAt: 0, isEarly: false };
      }
    })),
  };
}
