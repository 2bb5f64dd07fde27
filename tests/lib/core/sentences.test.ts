import { expect, it } from 'vitest';
import { splitFirstSentence } from '@/lib/core/sentences';

it.each([
  ['One. Two.', 'One.', 'Two.'],
  ['Elasticsearch 8.17.1 has 2.5 GiB left. Below 5 GiB it blocks.', 'Elasticsearch 8.17.1 has 2.5 GiB left.', 'Below 5 GiB it blocks.'],
  ['no stop', 'no stop', ''],
  ['a\nb\u2028c. D', 'a b c.', 'D'],
  [' only one. ', 'only one.', ''],
  ['redis.service ended. e.g. this. Über', 'redis.service ended. e.g. this.', 'Über'],
  ['', '', ''],
])('%j', (text, first, rest) => expect(splitFirstSentence(text)).toEqual({ first, rest }));
