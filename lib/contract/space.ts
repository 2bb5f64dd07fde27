import * as z from 'zod';
import { time } from './fields';

export const spaceItem = z.object({
  /** index: of Elasticsearch · image: of Docker · log: a file · folder: of the file server, one or two levels deep, so that one may lie in another */
  kind: z.enum(['index', 'image', 'log', 'folder']),
  name: z.string(),
  bytes: z.number(),
  /** Nothing is lost that could not be had again. */
  canGo: z.boolean(),
  /** Why it can go or must stay, in a sentence. */
  why: z.string(),
});
export type SpaceItem = z.infer<typeof spaceItem>;

/** What one known thing takes of a file system. */
export const spacePart = z.object({
  name: z.string(),
  /** null: not told. */
  bytes: z.number().nullable(),
  /** It was not counted whole. */
  isLeast: z.boolean(),
  /** What to know of the number, in a sentence. */
  note: z.string().nullable(),
});

/** What is used and belongs to no part. */
export const spaceRest = z.object({
  bytes: z.number(),
  isAtMost: z.boolean(),
  /** Why it may be less, or why it is 0. */
  why: z.string().nullable(),
  /** For a shell on the server: the first shows the largest directories, the second deleted files that are still open. */
  commands: z.array(z.string()),
});

export const spaceMount = z.object({
  mount: z.string(),
  /** Bytes of the whole, as df(1) has them: more than used and free where some is kept for root. */
  total: z.number(),
  used: z.number(),
  /** As df(1) counts: what others than root may still write. */
  free: z.number(),
  /** "/var/lib/docker: 38.1 GiB of 90.3 GiB are used; images that no container uses hold about 12.4 GiB." */
  sentence: z.string(),
  parts: z.array(spacePart),
  rest: spaceRest,
  /** The largest first. */
  items: z.array(spaceItem),
});
export type SpaceMount = z.infer<typeof spaceMount>;

export const space = z.object({
  askedAt: time,
  /** Of the file system where most can go, else of the fullest. */
  sentence: z.string(),
  mounts: z.array(spaceMount),
  /** Of which nobody knows on which file system it lies, the largest first. */
  unplaced: z.array(spaceItem),
  /** What could not be told or was not counted to its end, in sentences. */
  troubles: z.array(z.string()),
});
export type Space = z.infer<typeof space>;

export const spaceView = z.object({
  /** What is being asked just now; null: nothing is. */
  asking: z.object({ since: time, what: z.string() }).nullable(),
  /** The last answer since this console was started; null: none. */
  answer: space.nullable(),
  /** Why the last asking brought no answer. */
  problem: z.string().nullable(),
});
export type SpaceView = z.infer<typeof spaceView>;
