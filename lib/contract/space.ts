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

export const spaceMount = z.object({
  mount: z.string(),
  used: z.number(),
  /** As df(1) counts: what others than root may still write. */
  free: z.number(),
  /** "/var/lib/docker: 38.1 GiB of 90.3 GiB are used; images that no container uses hold about 12.4 GiB." */
  sentence: z.string(),
  /** The largest first. */
  items: z.array(spaceItem),
});
export type SpaceMount = z.infer<typeof spaceMount>;

export const space = z.object({
  askedAt: time,
  /** Of the file system where most can go, else of the fullest. */
  sentence: z.string(),
  mounts: z.array(spaceMount),
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
