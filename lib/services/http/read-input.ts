import { verbs, type VerbName } from '@/lib/contract/verbs';
import { GroundcrewError } from '@/lib/core/errors';
import { formatBytes } from '@/lib/core/units';

/** A file of 10 MB is 13.4 MB in base64. */
const limits: Partial<Record<VerbName, number>> = { 'materials.put': 15_000_000 };
const usualLimit = 1_000_000;

/** The unparsed input: `?input=<json>` of a query, the JSON body of a mutation. */
export async function readInput(request: Request, verb: VerbName): Promise<unknown> {
  if (verbs[verb].kind === 'query') return parse(new URL(request.url).searchParams.get('input') ?? '{}');
  if (!/^application\/json(;|$)/i.test(request.headers.get('content-type') ?? '')) throw new GroundcrewError({ code: 'invalid_input', reason: 'content-type', message: 'The request is not JSON (content-type application/json).' });
  return parse(await readBody(request, limits[verb] ?? usualLimit));
}

/** Stops reading at the limit: a length that a client declares is not believed. */
async function readBody(request: Request, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      throw new GroundcrewError({ code: 'invalid_input', reason: 'too-large', message: `The request is larger than ${formatBytes(limit)}. Nothing was changed.` });
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new GroundcrewError({ code: 'invalid_input', reason: 'json', message: 'The request is not JSON.', cause });
  }
}
