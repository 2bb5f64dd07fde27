import { json, printed } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

export interface UsedImage {
  /** As hostile as what a stranger types: only shown, never part of a command. */
  readonly service: string;
  readonly image: string;
  /** The image that the container was made from. */
  readonly id: string;
  /** The one that has the name by now; null: none has. */
  readonly current: string | null;
}

/**
 * From which image each container of the Compose project in `directory` was made, and which has that name by now, compared
 * as Compose itself does; `undefined` without a Docker that answers.
 */
export function projectImages(directory: string): ServerFact<readonly UsedImage[] | undefined> {
  return {
    from: 'server',
    id: `project-images:${directory}`,
    command: reading('project-images', [directory], 'root', 'From which images the containers were made'),
    parse(answer) {
      const lines = printed(answer, 'the images of its containers').split('\n');
      if (lines[0]?.trim() === 'absent') return undefined;
      const current = new Map(lines.flatMap((line) => {
        const match = /^now (sha256:[0-9a-f]{64}) (\S{1,300})$/.exec(line);
        return match === null ? [] : [[match[2] ?? '', match[1] ?? ''] as const];
      }));
      return lines.filter((line) => line.startsWith('used ')).map((line) => {
        const all = json(line.slice('used '.length), 'the images of its containers') as Readonly<Record<string, unknown>> | null;
        const text = (key: string) => (typeof all?.[key] === 'string' ? all[key] : '');
        // Compose notes the image by the id under which it found it, which is not the container's in each store of images.
        return { service: text('service'), image: text('image'), id: text('label') || text('id'), current: current.get(text('image')) ?? null };
      });
    },
  };
}
