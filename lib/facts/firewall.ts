import { printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface Firewall {
  readonly ufw: 'on' | 'off' | 'absent';
  /** Published ports that the chain CLEARML-CLOSED closes; empty where DOCKER-USER does not lead to it. */
  readonly closed: readonly number[];
  /** Addresses that it lets through all the same, such as a proxy's. */
  readonly through: readonly string[];
}

/** Docker passes published ports by ufw, through the chain DOCKER-USER (Docker's page "Packet filtering and firewalls"). */
export const firewall: ServerFact<Firewall> = {
  from: 'server',
  id: 'firewall',
  command: reading('firewall', [], 'root', 'Whether ufw is on, and which published ports are closed'),
  parse(answer) {
    const lines = printed(answer, 'its firewall').split('\n');
    const ufw = /^ufw (on|off|absent)$/.exec(lines[0] ?? '')?.[1] as Firewall['ufw'] | undefined;
    if (ufw === undefined) throw new Unreadable("The server's answer about its firewall can't be read.");
    const isUsed = lines.some((line) => /^-A DOCKER-USER( .*)? -j CLEARML-CLOSED$/.test(line));
    const closed = lines.flatMap((line) => (/^-A CLEARML-CLOSED .*-j DROP$/.test(line) ? Number(/ --ctorigdstport (\d{1,5}) /.exec(line)?.[1] ?? Number.NaN) : []));
    const through = lines.flatMap((line) => /^-A CLEARML-CLOSED -s ([0-9a-fA-F.:]{2,45})(?:\/(?:32|128))? .*-j RETURN$/.exec(line)?.[1] ?? []);
    return isUsed ? { ufw, closed: unique(closed.filter((port) => port > 0 && port < 65536)), through: unique(through) } : { ufw, closed: [], through: [] };
  },
};

const unique = <T>(all: readonly T[]): T[] => [...new Set(all)];
