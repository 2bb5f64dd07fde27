import type * as z from 'zod';

/** What a JSON column holds; null where it is not of this version's shape. */
export function readColumn<T>(schema: z.ZodType<T>, text: string): T | null {
  return schema.safeParse(parse(text)).data ?? null;
}

/** The same by the schema of a form, which would take a number that is missing for 0. */
export function readFormColumn<T>(schema: z.ZodType<T>, text: string): T | null {
  const value = parse(text);
  const isFilled = typeof value === 'object' && value !== null && Object.values(value).every((each) => each !== null && typeof each !== 'object');
  return isFilled ? (schema.safeParse(value).data ?? null) : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
