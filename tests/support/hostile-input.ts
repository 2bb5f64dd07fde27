import fc from 'fast-check';
import * as z from 'zod';

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** What no form sends: other types, extremes, texts that some layer below could trip over. */
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 2 ** 53, 1e308, -0, '', ' ', [], {}, [[[[[]]]]], [null], { a: { b: {} } }),
  fc.constantFrom('\0', 'a\0b', '\ud800', 'a\udfff', '\u202Egnp.exe', '\u2028', '\r\n', 'é'.repeat(300), 'x'.repeat(100_000), '🦜'.repeat(20_000), '../../etc/passwd', '%00', '%s%n', "'; DROP TABLE Server; --", '${HOME}', '-rf', '\x1b]52;c;eA==\x07'),
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'NaN', 'Infinity', '1e999', '0x10', '9999-12-31T23:59:59.999Z', '0000-01-01T00:00:00Z', '9'.repeat(400)),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);
const prototypeKeys = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', ''];

/** Texts of a property that get an input past its schema and into the verb, such as the names of what exists. */
export type Known = Readonly<Record<string, readonly string[]>>;

/** Inputs for a schema: half of them such as pass it, at the edges of what it allows; the others with something hostile at a place or two. */
export function inputsFor(schema: z.ZodType, known: Known): fc.Arbitrary<unknown> {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return fc.oneof({ weight: 6, arbitrary: valueOf(json, '', { known, isCalm: true }) }, { weight: 6, arbitrary: valueOf(json, '', { known, isCalm: false }) }, { weight: 1, arbitrary: hostile });
}

interface Way {
  readonly known: Known;
  readonly isCalm: boolean;
}

function valueOf(schema: JsonSchema | boolean, name: string, way: Way): fc.Arbitrary<unknown> {
  if (typeof schema === 'boolean') return hostile;
  const fits = fitting(schema, name, way);
  return way.isCalm ? fits : fc.oneof({ weight: 7, arbitrary: fits }, { weight: 1, arbitrary: hostile });
}

function fitting(schema: JsonSchema, name: string, way: Way): fc.Arbitrary<unknown> {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return fc.oneof(...branches.map((branch) => fitting(branch, name, way)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom<unknown>(...schema.enum);
  switch (schema.type) {
    case 'object': return objectOf(schema, way);
    case 'array': return fc.array(valueOf(schema.items as JsonSchema, name, way), { maxLength: 4 });
    case 'boolean': return fc.boolean();
    case 'null': return fc.constant(null);
    case 'integer': case 'number': return way.isCalm && way.known[name] ? fc.constantFrom(...way.known[name].map(Number)) : fc.oneof(fc.constantFrom(schema.minimum ?? -1, schema.maximum ?? 2 ** 53), fc.integer({ min: schema.minimum, max: Math.min(schema.maximum ?? 1e9, 2 ** 31 - 1) }));
    case 'string': return textOf(schema, way.known[name] ?? [], way);
    default: return hostile;
  }
}

function objectOf({ properties = {}, required = [] }: JsonSchema, way: Way): fc.Arbitrary<unknown> {
  const entries = Object.entries(properties).map(([name, each]) => [name, valueOf(each as JsonSchema, name, way)] as const);
  const whole = fc.record(Object.fromEntries(entries), { requiredKeys: required });
  const strange = fc.option(fc.tuple(fc.constantFrom(...prototypeKeys), hostile), { freq: 8 });
  // As JSON.parse makes it: an own property, even of the name "__proto__".
  return fc.tuple(whole, strange).map(([value, more]) => (more === null ? value : (JSON.parse(`{${[more, ...Object.entries(value)].flatMap(([key, each]) => (each === undefined ? [] : [`${JSON.stringify(key)}:${JSON.stringify(each)}`])).join()}}`) as unknown)));
}

function textOf({ maxLength, pattern }: JsonSchema, known: readonly string[], { isCalm }: Way): fc.Arbitrary<string> {
  const edges = maxLength === undefined || pattern !== undefined ? [] : ['x'.repeat(Math.min(maxLength, 70_000))];
  const free = pattern === undefined ? fc.string({ unit: 'binary', maxLength: Math.min(maxLength ?? 60, 60) }) : matching(pattern);
  if (known.length > 0 && isCalm) return fc.constantFrom(...known);
  const texts = [...known, ...edges];
  return texts.length === 0 ? free : fc.oneof({ weight: known.length > 0 ? 4 : 1, arbitrary: fc.constantFrom(...texts) }, { weight: 1, arbitrary: free });
}

/** fast-check knows no lookaheads and few classes: of such a pattern only known texts are tried. */
function matching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'));
  } catch {
    return fc.constant('x');
  }
}
