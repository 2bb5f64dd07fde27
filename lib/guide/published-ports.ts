import type { Inputs } from './inputs';
import { readCompose } from './materials/compose-file';
import { mergeCompose } from './materials/compose-merge';
import { parseEnv } from './materials/env-file';

const known = new WeakMap<Inputs['files'], readonly number[]>();
const most = 64;

/** TCP ports that the supplied compose files publish, ascending, each once, at most 64; read without Docker. */
export function publishedPorts({ files }: Pick<Inputs, 'files'>): readonly number[] {
  // Asked at each cadence, and the files stay the same.
  const before = known.get(files);
  if (before !== undefined) return before;
  const { values } = parseEnv(files.constants?.reveal() ?? '');
  const read = (file: Inputs['files']['compose']) => (file === null ? null : readCompose(file.reveal(), (name) => values.get(name)));
  const ports = mergeCompose(read(files.compose), read(files.override)).flatMap((service) => service.ports.flatMap(({ text, published }) => (text.endsWith('/udp') ? [] : expand(published ?? ''))));
  const found = [...new Set(ports)].sort((a, b) => a - b).slice(0, most);
  known.set(files, found);
  return found;
}

/** `8080`, or a range: `3000-3005`. */
function expand(published: string): number[] {
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(published) ?? [];
  if (first === undefined) return [];
  const [from, to] = [Number(first), Math.min(Number(last ?? first), Number(first) + most)];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).filter((port) => port > 0 && port < 65536);
}
