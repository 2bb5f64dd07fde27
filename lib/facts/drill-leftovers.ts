import { printed } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

/** One thing that a drill has made and that is still there. */
export interface DrillLeftover {
  readonly kind: 'container' | 'network' | 'directory';
  /** Docker's id (64 hexadecimal digits), or an absolute path. */
  readonly name: string;
}

/** What drills have left on the server, or that of one run, by label, name and lack of a Compose project; `places`: where they have their directories (guide/drill/leftovers.sh). */
export function drillLeftovers(places: readonly string[], run = ''): ServerFact<readonly DrillLeftover[]> {
  return {
    from: 'server',
    id: `drill-leftovers:${run}:${places.join(':')}`,
    command: reading('drill-leftovers', [run, ...places], 'root', run === '' ? 'What an earlier restore drill has left' : 'What this restore drill has left'),
    parse: (answer) =>
      printed(answer, 'what drills have left').split('\n').flatMap((line): DrillLeftover[] => {
        const [, kind, name] = /^(container|network|directory) (\S{1,200})$/.exec(line) ?? [];
        return kind === undefined || name === undefined ? [] : [{ kind: kind as DrillLeftover['kind'], name }];
      }),
  };
}
