import { firstLine, printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface ComposeConfig {
  readonly services: readonly string[];
  readonly images: readonly string[];
}

/** The project in `directory` as Compose reads it; `undefined` while there is no compose file or no Compose. Refused is unreadable. */
export function composeConfig(directory: string): ServerFact<ComposeConfig | undefined> {
  return {
    from: 'server',
    id: `compose-config:${directory}`,
    command: reading('compose-config', [directory], 'root', 'Which services and images the compose files name'),
    parse(answer) {
      const lines = printed(answer, 'its compose files').trim().split('\n');
      if (lines[0] === 'absent') return undefined;
      if (lines[0]?.startsWith('refused ')) throw new Unreadable(`Docker Compose does not accept the files in ${directory}: ${firstLine(lines[0].slice(8))}.`);
      const of = (kind: string) => lines.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1).trim());
      return { services: of('service'), images: [...new Set(of('image'))] };
    },
  };
}
