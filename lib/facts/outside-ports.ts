import type { PortState } from '@/lib/shell/host';
import type { OutsideFact } from './fact';

export interface OutsidePorts {
  readonly ports: readonly { readonly port: number; readonly state: PortState }[];
  /** The address that was asked, as far as one accepted a connection. */
  readonly address: string | undefined;
  /** The console runs on the machine that it asks: then no firewall stood between. */
  readonly isSameMachine: boolean;
}

const atOnce = 16;
const timeout = 4000;

/** Which of `ports` of `host` accept a connection from the console and hold it. */
export function outsidePorts(host: string, ports: readonly number[]): OutsideFact<OutsidePorts> {
  return {
    from: 'console',
    id: `outside:tcp:${host}:${ports.join(',')}`,
    shown: `TCP ${host}, ports ${ports.join(', ')}`,
    async ask(reach) {
      const found: { port: number; state: PortState; from?: string; to?: string }[] = [];
      for (let first = 0; first < ports.length; first += atOnce) {
        const answers = await Promise.all(ports.slice(first, first + atOnce).map(async (port) => ({ port, ...(await reach.tcp(host, port, { timeout })) })));
        found.push(...answers);
      }
      const ends = found.find(({ to }) => to !== undefined);
      return {
        ports: found.map(({ port, state }) => ({ port, state })),
        address: ends?.to,
        isSameMachine: ends !== undefined && ends.from !== undefined && (plain(ends.from) === ends.to || /^127\.|^::1$/.test(plain(ends.from))),
      };
    },
  };
}

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '');
