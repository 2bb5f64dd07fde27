import { firstLine, printed } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

export interface ComposeConfig {
  readonly services: readonly string[];
  readonly images: readonly string[];
  /** Images that Docker does not hold. */
  readonly missing: readonly string[];
  /** Why Compose does not accept the files; `undefined` when it does. */
  readonly refused: string | undefined;
}

/** The project in `directory` as Compose reads it; `undefined` while there is no compose file or no Compose. */
export function composeConfig(directory: string): ServerFact<ComposeConfig | undefined> {
  return {
    from: 'server',
    id: `compose-config:${directory}`,
    command: reading('compose-config', [directory], 'root', 'Which services and images the compose files name'),
    parse(answer) {
      const lines = printed(answer, 'its compose files').trim().split('\n');
      if (lines[0] === 'absent') return undefined;
      // A value, not unreadable: the files of a previous installation must not block the plan that replaces them.
      if (lines[0]?.startsWith('refused')) return { services: [], images: [], missing: [], refused: firstLine(lines[0].slice(8)) || 'no reason is told' };
      const of = (kind: string) => lines.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1).trim());
      return { services: of('service'), images: [...of('image'), ...of('missing')], missing: of('missing'), refused: undefined };
    },
  };
}
