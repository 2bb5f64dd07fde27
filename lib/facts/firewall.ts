import { printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface Firewall {
  readonly ufw: 'on' | 'off' | 'absent';
  /** Published ports that the chain CLEARML-CLOSED closes; empty where DOCKER-USER does not lead to it. */
  readonly closed: readonly number[];
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
    return { ufw, closed: isUsed ? closed.filter((port) => port > 0 && port < 65536) : [] };
  },
};
