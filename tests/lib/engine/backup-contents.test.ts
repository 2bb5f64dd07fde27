import { expect, it } from 'vitest';
import { contentsOf } from '@/lib/engine/backup-contents';

const verified = { mongodb: { collections: 57, documents: 1200, counts: [{ db: 'backend', collection: 'task', documents: 1200 }] }, elasticsearch: { count: 4, documents: 90, indicesIn: 'elasticsearch.json' }, configuration: { files: 8 }, files: { files: 2000 } };
const parts = Object.entries(verified).map(([source, told]) => ({ source, snapshot: 'a'.repeat(64), bytes: 1, verified: told }));
const numbers = { mongodb: { collections: 57, documents: 1200 }, elasticsearch: { indices: 4, documents: 90 }, files: 2000 };

it.each<[string, unknown, unknown]>([
  ['as it is written now', { version: 1, clearml: '3.25.0-612', images: [], parts }, { clearml: '3.25.0-612', ...numbers }],
  ["of before ClearML's version was in it", { version: 1, parts }, { clearml: null, ...numbers }],
  ['of before anything was counted in it', { version: 1, parts: parts.map(({ source }) => ({ source })) }, { clearml: null, mongodb: null, elasticsearch: null, files: null }],
  ['hostile', { clearml: '3.25<script>', parts: [{ source: 'mongodb', verified: { collections: -1, documents: 2 } }, { source: 'elasticsearch', verified: { count: '4', documents: 90 } }, { source: 'files', verified: 7 }] }, { clearml: null, mongodb: null, elasticsearch: null, files: null }],
  ['with parts of another kind', { clearml: '3.25.0', parts: 'all' }, { clearml: '3.25.0', mongodb: null, elasticsearch: null, files: null }],
  ['none', null, null],
])('tells what a manifest holds that is %s', (_name, manifest, told) => {
  expect(contentsOf(manifest)).toEqual(told);
});
