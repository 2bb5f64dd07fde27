import { printed } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

/** Which of `references` the server's Docker holds; `undefined` without a Docker that answers. */
export function images(references: readonly string[]): ServerFact<{ readonly missing: readonly string[] } | undefined> {
  return {
    from: 'server',
    id: `images:${references.join(',')}`,
    command: reading('images', references, 'root', 'Which images are there already'),
    parse(answer) {
      const text = printed(answer, 'its images');
      if (text.startsWith('absent')) return undefined;
      const present = new Set(text.split('\n').filter((line) => line.startsWith('present ')).map((line) => line.slice('present '.length)));
      return { missing: references.filter((reference) => !present.has(reference)) };
    },
  };
}
