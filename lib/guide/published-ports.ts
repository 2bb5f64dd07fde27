import type { Inputs } from './inputs';
import { readCompose } from './materials/compose-file';
import { mergeCompose } from './materials/compose-merge';
import { parseEnv } from './materials/env-file';

/** A TCP port of the server that one service publishes. */
export interface FilePort {
  readonly port: number;
  /** As the operator's files name it. */
  readonly service: string;
  /** The entry, variables filled in: `127.0.0.1:9200:9200`. */
  readonly text: string;
  /** Only on the loopback of the server. */
  readonly isLocal: boolean;
}

type Files = Pick<Inputs, 'files'>;
const known = new WeakMap<Inputs['files'], readonly FilePort[]>();
const most = 64;

/** TCP ports that the supplied compose files publish, ascending, each once, at most 64; read without Docker. */
export const publishedPorts = (inputs: Files): readonly number[] => numbersOf(filePorts(inputs));

/** Those of them that are not bound to the loopback. */
export const openlyPublished = (inputs: Files): readonly number[] => numbersOf(filePorts(inputs).filter(({ isLocal }) => !isLocal));

/** The same with who publishes them, ascending; a port of two entries stands twice. */
export function filePorts({ files }: Files): readonly FilePort[] {
  // Asked at each cadence, and the files stay the same.
  const before = known.get(files);
  if (before !== undefined) return before;
  const { values } = parseEnv(files.constants?.reveal() ?? '');
  const read = (file: Inputs['files']['compose']) => (file === null ? null : readCompose(file.reveal(), (name) => values.get(name)));
  const found = mergeCompose(read(files.compose), read(files.override))
    .flatMap(({ name, ports }) => ports.filter(({ text }) => !text.endsWith('/udp')).flatMap(({ text, published }) => expand(published ?? '').map((port) => ({ port, service: name, text, isLocal: isLocal(text) }))))
    .sort((one, other) => one.port - other.port)
    .slice(0, most);
  known.set(files, found);
  return found;
}

const numbersOf = (ports: readonly FilePort[]): number[] => [...new Set(ports.map(({ port }) => port))];

/** Before the last two parts stands the address, if one does: `[::1]:9200:9200`. */
const isLocal = (text: string): boolean => /^(?:127\.|\[?::1\]?$)/.test(text.split(':').slice(0, -2).join(':'));

/** `8080`, or a range: `3000-3005`. */
function expand(published: string): number[] {
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(published) ?? [];
  if (first === undefined) return [];
  const [from, to] = [Number(first), Math.min(Number(last ?? first), Number(first) + most)];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).filter((port) => port > 0 && port < 65536);
}
