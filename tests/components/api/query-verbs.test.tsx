import { expect, it } from 'vitest';
import { anonymousVerbs, queryVerbs } from '@/components/api/query-verbs';
import { verbs } from '@/lib/contract/verbs';

it('the lists that the browser holds equal the table of verbs', () => {
  const entries = Object.entries(verbs);
  expect([...queryVerbs].sort()).toEqual(entries.filter(([, { kind }]) => kind === 'query').map(([name]) => name).sort());
  expect([...anonymousVerbs].sort()).toEqual(entries.filter(([, { policy }]) => policy === 'anonymous').map(([name]) => name).sort());
});
