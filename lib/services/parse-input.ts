import type * as z from 'zod';
import { GroundcrewError } from '@/lib/core/errors';
import { count } from '@/lib/core/units';

/** Parses by the schema; throws `invalid_input` with one sentence per field (dotted path). The values are never repeated. */
export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= toSentence(issue.message);
  const names = Object.keys(fields);
  throw new GroundcrewError({ code: 'invalid_input', field: names[0], fields, message: `${count(names.length, 'field')} cannot be used as entered. Nothing was changed.`, remedy: 'Correct what is marked and send it again.' });
}

/** zod's own texts such as "Invalid input: expected string, received undefined" end without a full stop. */
function toSentence(message: string): string {
  return /[.?]$/.test(message) ? message : `${message}.`;
}
