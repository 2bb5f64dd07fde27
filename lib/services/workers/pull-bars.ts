import type { RunStep } from '@/lib/contract/run';

export interface Bars {
  read(): RunStep['bars'];
  reset(): void;
  /** Looks at lines of output; true when a figure changed. */
  see(texts: readonly string[]): boolean;
}

/** What `docker compose pull` says without a terminal: " web Pulling", " web Pulled", and for a layer "1a2b3c4d5e6f Pull complete". */
const image = /^\s*(?:Container |Image |✔ )?([A-Za-z0-9][\w./:@-]*)\s+(Pulling|Pulled)\b/;
const layer = /^\s*([0-9a-f]{12})\s+(?:(Pulling fs layer)|(Pull complete|Already exists))/;

/** True figures of a pull: images and layers that are there, of those that were named so far. */
export function createBars(): Bars {
  const images = new Map<string, boolean>();
  const layers = new Map<string, boolean>();
  const bar = (id: string, label: string, entries: Map<string, boolean>): RunStep['bars'] =>
    entries.size === 0 ? [] : [{ id, label, unit: 'count', total: entries.size, current: [...entries.values()].filter(Boolean).length }];
  return {
    read: () => [...bar('images', 'Images pulled', images), ...bar('layers', 'Layers pulled', layers)],
    reset() {
      images.clear();
      layers.clear();
    },
    see(texts) {
      let changed = false;
      for (const text of texts) {
        const part = layer.exec(text);
        const whole = part ? null : image.exec(text);
        if (part?.[1]) layers.set(part[1], part[3] !== undefined);
        else if (whole?.[1]) images.set(whole[1], whole[2] === 'Pulled');
        else continue;
        changed = true;
      }
      return changed;
    },
  };
}
