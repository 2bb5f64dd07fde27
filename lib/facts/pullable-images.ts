import { printed } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

export interface PullableImages {
  readonly present: ReadonlySet<string>;
  /** Not here, and their registry gives them. */
  readonly pullable: ReadonlySet<string>;
}

/** Which of `references` the server's Docker holds or could pull, some at most: each may take a quarter of a minute; `undefined` without a Docker that answers (docker manifest inspect). */
export function pullableImages(references: readonly string[]): ServerFact<PullableImages | undefined> {
  return {
    from: 'server',
    id: `pullable-images:${references.join(',')}`,
    command: reading('pullable-images', references, 'root', 'Which images are there, or can be pulled'),
    timeout: 20_000 + references.length * 20_000,
    parse(answer) {
      const lines = printed(answer, 'its images').split('\n');
      if (lines[0]?.trim() === 'absent') return undefined;
      const told = (word: string) => new Set(references.filter((reference) => lines.includes(`${word} ${reference}`)));
      return { present: told('present'), pullable: told('pullable') };
    },
  };
}
