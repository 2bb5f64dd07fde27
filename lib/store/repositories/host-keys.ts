import type { HostKey } from '@/lib/contract/server';
import type { Database } from '../database';

interface Place {
  readonly address: string;
  readonly port: number;
}

/** The pinned host keys, by address and port: like a known_hosts file, they outlive the profiles. */
export interface HostKeyRepository {
  /** null: none was ever confirmed there. */
  of(place: Place): Promise<HostKey | null>;
  /** For many profiles by one query. */
  lookup(): Promise<(place: Place) => HostKey | null>;
  /** Pins it in the place of any other: the caller has asked whether that may be. */
  pin(place: Place, key: HostKey): Promise<void>;
}

export function createHostKeyRepository(database: Database): HostKeyRepository {
  return {
    async of(place) {
      return toHostKey(await database.pinnedHostKey.findUnique({ where: { address_port: spell(place) } }));
    },
    async lookup() {
      const rows = new Map((await database.pinnedHostKey.findMany()).map((row) => [`${row.address} ${row.port}`, row]));
      return (place) => {
        const { address, port } = spell(place);
        return toHostKey(rows.get(`${address} ${port}`) ?? null);
      };
    },
    async pin(place, { algorithm, sha256 }) {
      await database.pinnedHostKey.upsert({ where: { address_port: spell(place) }, create: { ...spell(place), algorithm, sha256 }, update: { algorithm, sha256 } });
    },
  };
}

/** One spelling for what leads to the same place ("Host.", "host"; "::1", "0:0::1"; "127.1"), so that no other spelling goes round a pin. */
export function spellAddress(address: string): string {
  const bare = address.replace(/^\[|\]$/g, '').replace(/\.+$/, '').toLowerCase();
  const url = `http://${bare.includes(':') ? `[${bare}]` : bare}`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : bare;
}

const spell = ({ address, port }: Place): Place => ({ address: spellAddress(address), port });
const toHostKey = (row: HostKey | null): HostKey | null => (row === null ? null : { algorithm: row.algorithm, sha256: row.sha256 });
