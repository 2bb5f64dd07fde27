import * as z from 'zod';
import { time } from './fields';

export const slot = z.enum(['compose', 'override', 'constants']);
export type Slot = z.infer<typeof slot>;

/** The file name that each slot gets on the server. */
export const slotFile: Record<Slot, string> = { compose: 'docker-compose.yml', override: 'docker-compose.override.yml', constants: 'constants.env' };

/** At most 10 MB, as the issue of 0.1 says; base64 so that bytes survive JSON (BOM, CRLF, binary). */
export const maxMaterialBytes = 10_000_000;
/** A real one has a few KB. Every value in it may be a secret that is looked for in all that the server says. */
export const maxConstantsBytes = 256_000;
export const materialUpload = z.object({ slot, fileName: z.string().max(255), base64: z.string().max(Math.ceil(maxMaterialBytes / 3) * 4 + 4) });

/** One remark on a file. `line` is 1-based. */
export const remark = z.object({
  severity: z.enum(['error', 'warning', 'info']),
  /** Stable word, such as `duplicate-variable`. */
  rule: z.string(),
  slot,
  line: z.number().int().positive().nullable(),
  message: z.string(),
  remedy: z.string().nullable(),
  /** A parser's own words, where it said something. */
  detail: z.string().optional(),
});
export type Remark = z.infer<typeof remark>;

export const layoutId = z.enum(['guide', 'v3.29', 'oss']);
export type LayoutId = z.infer<typeof layoutId>;

export const materialFile = z.object({ slot, fileName: z.string(), bytes: z.number(), sha256: z.string(), savedAt: time });
export type MaterialFile = z.infer<typeof materialFile>;

export const composeService = z.object({
  name: z.string(),
  image: z.string().nullable(),
  containerName: z.string().nullable(),
  ports: z.array(z.string()),
  /** Host directories that are mounted. */
  mounts: z.array(z.string()),
});

/** A variable of constants.env. A secret's `value` is a numbered placeholder such as "secret-3", which saves back unchanged. */
export const variable = z.object({
  name: z.string(),
  value: z.string(),
  isSecret: z.boolean(),
  line: z.number().int().positive(),
  /** What it means; null when the console knows nothing of it. */
  meaning: z.string().nullable(),
  usedBy: z.array(z.string()),
});
export type Variable = z.infer<typeof variable>;

/** What the console sees in the three files, before Docker exists. Advice: `compose config` on the server is the gate. */
export const materials = z.object({
  files: z.array(materialFile),
  /** Of a slot the version that was replaced or removed last: it can be put back. */
  earlier: z.array(materialFile),
  detectedLayout: layoutId.nullable(),
  layoutReason: z.string(),
  layoutOverride: layoutId.nullable(),
  services: z.array(composeService),
  variables: z.array(variable),
  /** Asked for by compose files and not in constants.env. `required` when written as ${NAME:?…}. */
  missing: z.array(z.object({ name: z.string(), required: z.boolean(), usedBy: z.array(z.string()) })),
  remarks: z.array(remark),
  complete: z.boolean(),
  sentence: z.string(),
});
export type Materials = z.infer<typeof materials>;

export const variableEdit = z.object({ name: z.string().max(200).regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'A variable name has letters, digits and "_".'), value: z.string().max(65536).nullable() });
