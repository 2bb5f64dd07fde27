import { firstLine, json, noSuchProgram, whole } from './answer';
import { Unreadable } from './fact';
import type { Answer } from '@/lib/shell/host';

/** Files below lib/ whose texts, joined in this order, are the program for `python3 -I -S -c` that reads an archive from standard input. */
export const mongoArchiveReader: readonly string[] = ['facts/mongo-archive-bytes.py', 'facts/mongo-archive.py'];

export interface ArchivedCollection {
  /** As hostile as any name. */
  readonly db: string;
  readonly collection: string;
  readonly documents: number;
  readonly bytes: number;
}

export interface WholeArchive {
  readonly isWhole: true;
  /** All that the archive announces, empty ones and views too. Whether they are all that there was, only the manifest tells. */
  readonly collections: readonly ArchivedCollection[];
  readonly documents: number;
  /** Of the documents alone. */
  readonly bytes: number;
  /** Of the archive, not compressed. */
  readonly archiveBytes: number;
  /** Of what the archive says about itself and its collections (options, indexes): mongodump gives it no checksum. */
  readonly preludeSha256: string;
}

/** `damage`: a whole sentence. A cut may also mean that the program before the reader in the pipe failed. */
export type MongoArchive = WholeArchive | { readonly isWhole: false; readonly damage: string };

const what = "MongoDB's archive";
const strange = () => new Unreadable(`The server's answer about ${what} is of another kind.`);
/** Exit code of the reader for an archive that is not whole. Python ends by 1 for reasons of its own. */
const damaged = 3;

/** What facts/mongo-archive.py told. Throws `Unreadable` when it could not read: that proves neither. */
export function readMongoArchive(answer: Answer): MongoArchive {
  const { exitCode, stdout, stderr } = whole(answer, what);
  if (noSuchProgram(answer)) throw new Unreadable('The server has no Python to read the archive with. Install the package python3.');
  const lines = stdout.split('\n').filter((line) => line !== '');
  if (exitCode === 0) return readWhole(lines.map((line) => object(json(line, what))));
  const told = lines.length === 1 && lines[0]?.startsWith('{') ? object(json(lines[0], what)) : {};
  if (exitCode === damaged && typeof told.damage === 'string') return { isWhole: false, damage: sentence(told.damage) };
  if (typeof told.failure === 'string') throw new Unreadable(sentence(told.failure));
  throw new Unreadable(`The server could not read ${what}: ${firstLine(stderr || stdout) || `exit code ${exitCode ?? 'none'}`}.`);
}

function readWhole(lines: readonly Record<string, unknown>[]): WholeArchive {
  const totals = lines.at(-1) ?? {};
  const { preludeSha256 } = totals;
  const collections = lines.slice(0, -1).map(readCollection);
  const documents = count(totals.documents);
  const bytes = count(totals.bytes);
  const sum = (of: (each: ArchivedCollection) => number) => collections.reduce((all, each) => all + of(each), 0);
  const isTotal = count(totals.collections) === collections.length && sum((each) => each.documents) === documents && sum((each) => each.bytes) === bytes;
  const names = new Set(collections.map(({ db, collection }) => JSON.stringify([db, collection])));
  if (!isTotal || collections.length === 0 || names.size !== collections.length || typeof preludeSha256 !== 'string' || !/^[0-9a-f]{64}$/.test(preludeSha256)) throw strange();
  return { isWhole: true, collections, documents, bytes, archiveBytes: count(totals.archiveBytes), preludeSha256 };
}

function readCollection({ db, collection, documents, bytes }: Record<string, unknown>): ArchivedCollection {
  if (typeof db !== 'string' || typeof collection !== 'string') throw strange();
  return { db, collection, documents: count(documents), bytes: count(bytes) };
}

function count(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw strange();
  return value;
}

function object(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw strange();
  return value as Record<string, unknown>;
}

/** Longer than the longest that the reader can make of a name: it is cut, and ends as a sentence does. */
const sentence = (text: string): string => `${text.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').trim().slice(0, 800).replace(/\.$/, '')}.`;
