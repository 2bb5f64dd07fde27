import { firstLine, printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

/** The file system of the nearest directory above a path that is there: of the path itself where it is. */
interface Place {
  /** Whether root may write there. */
  readonly isWritable: boolean;
  /** Bytes that others than root may still write, and bytes in use. */
  readonly free: number;
  readonly used: number;
  readonly device: number;
  /** What is mounted there. As hostile as any name: only compared. */
  readonly source: string;
}

export interface DestinationPlace extends Pick<Place, 'isWritable' | 'free'> {
  /** On another file system than all of the data. */
  readonly isApart: boolean;
  /** Bytes in use on the file systems that hold the data, each counted once. */
  readonly dataUsed: number;
  /** Of the file system that holds each directory of the data, in their order. */
  readonly data: readonly Pick<Place, 'free' | 'used'>[];
  /** The server's clock, in milliseconds since 1970. */
  readonly now: number;
}

const what = 'what holds the place for backups';

/** Where backups to `directory` would land, beside what holds the data in the directories `data` (stat(1), df(1), test(1)). */
export function destinationPlace(directory: string, data: readonly string[]): ServerFact<DestinationPlace> {
  return {
    from: 'server',
    id: `destination-place:${[directory, ...data].join(',')}`,
    command: reading('destination-place', [directory, ...data], 'root', 'Whether backups can be written there, beside the data or apart from them'),
    parse(answer) {
      const [first = '', ...lines] = printed(answer, what).trim().split('\n');
      const now = /^now (\d{13})$/.exec(first)?.[1];
      const [place, ...others] = lines.map(readPlace);
      if (now === undefined || !place || others.length !== data.length) throw new Unreadable(`The server's answer about ${what} is of another kind.`);
      const apart = others.filter((each, index) => others.findIndex((other) => isSame(each, other)) === index);
      return { isWritable: place.isWritable, free: place.free, isApart: !others.some((each) => isSame(place, each)), dataUsed: apart.reduce((sum, { used }) => sum + used, 0), data: others.map(({ free, used }) => ({ free, used })), now: Number(now) };
    },
  };
}

function readPlace(line: string): Place {
  const [, device, writable, free, used, source = ''] = /^(?:place|data) (\d{1,15}) (yes|no)\s+(\d{1,15})\s+(\d{1,15})\s+(.+)$/.exec(line) ?? [];
  if (device === undefined) throw new Unreadable(`The server's answer about ${what} is of another kind.`);
  return { device: Number(device), isWritable: writable === 'yes', free: Number(free), used: Number(used), source: firstLine(source) };
}

/** Subvolumes of one file system have devices of their own; "tmpfs" is the source of many. */
const isSame = (one: Place, other: Place): boolean => one.device === other.device || (one.source === other.source && one.source.startsWith('/'));
