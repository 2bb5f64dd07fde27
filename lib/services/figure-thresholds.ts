import { figureOf, type FigureKindId } from '@/lib/contract/figures';
import type { Series } from '@/lib/contract/health';
import type { Thresholds } from '@/lib/contract/watch';
import { gb } from '@/lib/core/units';

type Lines = readonly (readonly [Series['thresholds'][number]['outcome'], number])[];

/** The values of a figure's kind from which on it is ill, in the figure's unit. */
function linesOf(kind: FigureKindId, is: Thresholds): Lines {
  switch (kind) {
    case 'load5': return [['warn', is.loadWarn], ['fail', is.loadFail]];
    case 'memory-available': return [['warn', gb(is.memoryWarnGb)], ['fail', gb(is.memoryFailGb)]];
    case 'disk-free-percent':
    case 'inodes-free-percent': return [['note', is.diskNote], ['warn', is.diskWarn], ['fail', is.diskFail]];
    case 'response-time': return [['warn', is.responseWarnMs]];
    case 'apiserver-memory': return [['warn', gb(is.apiserverMemoryGb)]];
    case 'elasticsearch-heap': return [['warn', is.elasticsearchHeapWarn]];
    case 'pressure-cpu':
    case 'pressure-memory':
    case 'pressure-io': return [['warn', is.pressureWarn]];
    case 'clock-offset': return [['warn', is.clockOffsetWarnMs]];
    case 'file-handles': return [['warn', is.fileHandlesWarn]];
    default: return [];
  }
}

/** The lines that a chart of these figures draws. */
export function figureThresholds(figures: readonly string[], thresholds: Thresholds): Series['thresholds'] {
  return figures.flatMap((figure) => {
    const kind = figureOf(figure)?.kind;
    return kind === undefined ? [] : linesOf(kind, thresholds).map(([outcome, value]) => ({ figure, value, outcome }));
  });
}
