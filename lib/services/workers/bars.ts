import type { RunStep } from '@/lib/contract/run';
import { pullBars } from './pull-bars';
import { storedBars } from './stored-bars';

export interface Bars {
  read(): RunStep['bars'];
  reset(): void;
  /** Looks at lines of output; true when a figure changed. */
  see(texts: readonly string[]): boolean;
}

/** Of whatever tells figures in its output. */
export function createBars(): Bars {
  const all = [pullBars(), storedBars()];
  return {
    read: () => all.flatMap((each) => each.read()),
    reset: () => all.forEach((each) => each.reset()),
    see: (texts) => all.map((each) => each.see(texts)).includes(true),
  };
}
