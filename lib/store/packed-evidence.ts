import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Finding } from '@/lib/contract/finding';

type Evidence = Finding['evidence'][number];

/** One answer as it is kept in memory: what is long is compressed, since it is seldom looked at and each server has dozens of it. */
export interface PackedEvidence {
  readonly command: string;
  readonly exitCode: number | null;
  readonly output: string | Buffer;
}

/** Shorter texts gain nothing. */
const long = 500;
/** zlib's own take 256 KB of memory and 16 KB of result for each text, dozens of times a second; these are for texts of 4 KB. */
const sizes = { level: 1, windowBits: 12, memLevel: 5, chunkSize: 2048 };
/** What several findings share stays shared. */
const known = new WeakMap<Evidence, PackedEvidence>();

export function packEvidence(evidence: Evidence): PackedEvidence {
  const before = known.get(evidence);
  if (before) return before;
  const { command, exitCode, output } = evidence;
  const packed = { command, exitCode, output: output.length <= long ? output : pack(output) };
  known.set(evidence, packed);
  return packed;
}

/** In memory of its own: what the compression leaves behind, and Node's pool of small buffers, would be kept as a whole for a part of it. */
function pack(text: string): Buffer {
  const packed = deflateRawSync(text, sizes);
  const own = Buffer.allocUnsafeSlow(packed.length);
  packed.copy(own);
  return own;
}

export function unpackEvidence({ command, exitCode, output }: PackedEvidence): Evidence {
  return { command, exitCode, output: typeof output === 'string' ? output : inflateRawSync(output, { windowBits: sizes.windowBits, chunkSize: 2 * sizes.chunkSize }).toString('utf8') };
}
