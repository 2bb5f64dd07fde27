import { printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface Firewall {
  readonly ufw: 'on' | 'off' | 'absent';
  /** Published ports that the chain CLEARML-CLOSED closes; empty where DOCKER-USER does not lead to it. */
  readonly closed: readonly number[];
  /** Ports that are closed over IPv6 at the server itself, where Docker's own proxy answers; null where ip6tables does not work. */
  readonly closedOverIpv6: readonly number[] | null;
  /** Addresses that it lets through all the same, such as a proxy's. */
  readonly through: readonly string[];
  /** Bridges of containers that were given another name than Docker gives. */
  readonly bridges: readonly string[];
  /** Those of them whose containers the chain does not let through to the closed ports. */
  readonly shutOut: readonly string[];
}

/** Docker passes published ports by ufw, through the chain DOCKER-USER (Docker's page "Packet filtering and firewalls"). */
export const firewall: ServerFact<Firewall> = {
  from: 'server',
  id: 'firewall',
  command: reading('firewall', [], 'root', 'Whether ufw is on, and which published ports are closed'),
  parse(answer) {
    const all = printed(answer, 'its firewall').split('\n');
    const mark = all.indexOf('=== ipv6');
    const lines = mark === -1 ? all : all.slice(0, mark);
    const ufw = /^ufw (on|off|absent)$/.exec(lines[0] ?? '')?.[1] as Firewall['ufw'] | undefined;
    if (ufw === undefined) throw new Unreadable("The server's answer about its firewall can't be read.");
    const isUsed = lines.some((line) => /^-A DOCKER-USER( .*)? -j CLEARML-CLOSED$/.test(line));
    const closed = droppedIn(lines, /^-A CLEARML-CLOSED .*--ctorigdstport (\d{1,5}) .*-j DROP$/);
    const closedOverIpv6 = mark === -1 ? null : overIpv6(all.slice(mark + 1));
    const through = lines.flatMap((line) => /^-A CLEARML-CLOSED -s ([0-9a-fA-F.:]{2,45})(?:\/(?:32|128))? .*-j RETURN$/.exec(line)?.[1] ?? []);
    const bridges = bridgesIn(lines);
    const shutOut = closed.length === 0 ? [] : bridges.filter((bridge) => !lines.includes(`-A CLEARML-CLOSED -i ${bridge} -j RETURN`));
    return isUsed ? { ufw, closed, closedOverIpv6, through: unique(through), bridges, shutOut } : { ufw, closed: [], closedOverIpv6, through: [], bridges, shutOut: [] };
  },
};

/** The bridges that lines of this answer tell, also of its beginning only. */
export const bridgesIn = (lines: readonly string[]): string[] => unique(lines.flatMap((line) => /^bridge (\S+)$/.exec(line)?.[1] ?? [])).filter(isOwnBridgeName);

/** Whether it may be the name of an interface, and is none that Docker gives a bridge itself. As hostile as any name until then. */
export const isOwnBridgeName = (name: string): boolean => /^(?!docker0$|br-)[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}$/.test(name);

const overIpv6 = (lines: readonly string[]): number[] => (lines.some((line) => /^-A INPUT( .*)? -j CLEARML-CLOSED-IN$/.test(line)) ? droppedIn(lines, /^-A CLEARML-CLOSED-IN .*--dport (\d{1,5}) -j DROP$/) : []);

const droppedIn = (lines: readonly string[], rule: RegExp): number[] => unique(lines.flatMap((line) => Number(rule.exec(line)?.[1] ?? Number.NaN)).filter((port) => port > 0 && port < 65536));

const unique = <T>(all: readonly T[]): T[] => [...new Set(all)];
