import { expect, it } from 'vitest';
import { excludeInput } from '@/lib/contract/backup-exclude';

it.each(['project/debug', '*/tmp', '**/*.tmp', 'a b/ü', '$HOME', '#x', '!x', '..x'])('takes %j', (pattern) => expect(excludeInput.safeParse([pattern]).success).toBe(true));

it.each([['', 'below the top'], ['/etc', 'below the top'], ['a/../b', 'below the top'], ['a/', 'below the top'], ['./a', 'below the top'], ['*', 'every file'], ['**/*', 'every file'], ['a[b', 'brackets'], ['a\\b', 'backslashes'], [' a', 'blanks'], ['a\nexclude=b', 'control'], ['a\u202eb', 'control'], ['x'.repeat(201), '200']])('refuses %j', (pattern, sentence) => {
  expect(excludeInput.safeParse([pattern]).error?.issues[0]?.message).toContain(sentence);
});
