import type { RunStep } from '@/lib/contract/run';
import type { Bars } from './bars';

interface Layer {
  /** Bytes; null while the pull has not said them. */
  readonly size: number | null;
  readonly got: number;
  readonly isThere: boolean;
}

/** Without a terminal, `docker compose pull` says " web Pulling", " web Pulled", and for a layer "1a2b3c4d5e6f Downloading [=>  ]  540.7kB/65.8MB". */
const image = /^\s*([A-Za-z0-9][\w./:@-]*)\s+(Pulling|Pulled)\s*$/;
const layer = /^\s*([0-9a-f]{12})(?::)?\s+(Pulling fs layer|Waiting|Downloading|Verifying Checksum|Download complete|Extracting|Pull complete|Already exists)(?:.*?([\d.]+)([kMG]?B)\/([\d.]+)([kMG]?B))?/;
/** Docker prints decimal sizes (docker/go-units, HumanSize). */
const units: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 };

/** True figures of a pull: images that are there of those named so far, and bytes of their layers. */
export function pullBars(): Bars {
  const images = new Map<string, boolean>();
  const layers = new Map<string, Layer>();

  function seeLayer([, id = '', word = '', got, gotUnit, size, sizeUnit]: RegExpExecArray): void {
    const before = layers.get(id) ?? { size: null, got: 0, isThere: false };
    if (before.isThere) return; // named again for another image
    const known = size === undefined ? before.size : Number(size) * (units[sizeUnit ?? 'B'] ?? 1);
    const isThere = word === 'Already exists' || word === 'Pull complete';
    const isLoaded = isThere || word === 'Download complete' || word === 'Extracting' || word === 'Verifying Checksum';
    const now = word === 'Downloading' && got !== undefined ? Number(got) * (units[gotUnit ?? 'B'] ?? 1) : before.got;
    layers.set(id, { size: isThere && known === null ? 0 : known, got: isLoaded ? (known ?? now) : Math.max(now, before.got), isThere });
  }

  return {
    read() {
      const bars: RunStep['bars'] = [];
      if (images.size > 0) bars.push({ id: 'images', label: 'Images pulled', unit: 'count', current: [...images.values()].filter(Boolean).length, total: images.size });
      const all = [...layers.values()];
      const total = all.some((each) => each.size === null) ? null : all.reduce((sum, each) => sum + (each.size ?? 0), 0);
      if (all.some((each) => each.got > 0)) bars.push({ id: 'bytes', label: [...images.values()].every(Boolean) ? 'Downloaded' : 'Downloaded of what is known so far', unit: 'bytes', current: Math.round(all.reduce((sum, each) => sum + each.got, 0)), total: total === null ? null : Math.round(total) });
      return bars;
    },
    reset() {
      images.clear();
      layers.clear();
    },
    see(texts) {
      let changed = false;
      for (const text of texts) {
        const part = layer.exec(text);
        const whole = part ? null : image.exec(text);
        if (part) seeLayer(part);
        else if (whole?.[1]) images.set(whole[1], images.get(whole[1]) === true || whole[2] === 'Pulled');
        changed ||= part !== null || whole !== null;
      }
      return changed;
    },
  };
}
