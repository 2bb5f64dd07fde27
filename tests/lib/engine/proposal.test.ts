import { expect, it } from 'vitest';
import { guideThresholds } from '@/lib/contract/watch';
import { propose } from '@/lib/engine/proposal';

const constant = (figure: string, value: number) => ({ figure, lows: Array<number>(500).fill(value), highs: Array<number>(500).fill(value) });

it('proposes what suits a big server, rounded, and says why', () => {
  const proposals = propose([constant('load5', 12), constant('memory-available', 40e9), constant('response-time:apiserver', 200), constant('response-time:webserver', 2600)], guideThresholds);
  expect(proposals.map(({ threshold, proposed, figure }) => [threshold, proposed, figure])).toEqual([['loadWarn', 15.5, 'load5'], ['loadFail', 31, 'load5'], ['memoryWarnGb', 32, 'memory-available'], ['responseWarnMs', 5200, 'response-time:webserver']]);
  expect(proposals[0]?.why).toBe('In 99 of 100 cases it was below 12.0; a third more is unusual for this server.');
});

it('passes over what hardly differs, a single peak, and what was never measured', () => {
  expect(propose([constant('load5', 4), constant('memory-available', 9.5e9)], guideThresholds)).toEqual([]);
  const peak = { figure: 'load5', lows: [], highs: [...Array<number>(999).fill(4), 90] };
  expect(propose([peak], guideThresholds)).toEqual([]);
  expect(propose([], guideThresholds)).toEqual([]);
});

it('never proposes values in the wrong order, or none at all for an idle server', () => {
  const [warn, fail, memory] = propose([constant('load5', 0.1), constant('memory-available', 1e9)], guideThresholds);
  expect([warn?.proposed, fail?.proposed]).toEqual([2, 4]);
  expect(memory?.proposed).toBeGreaterThan(guideThresholds.memoryFailGb);
});
