import { expect, it } from 'vitest';
import { batches, chartGroups } from '@/components/health/charts-of';

it('puts the instances of one kind on one chart, and what nobody knows on none', () => {
  expect(chartGroups(['disk-free-percent:/data', 'load5', 'disk-free-percent:/', 'soothsaying'])).toEqual([
    { name: 'Machine', charts: [{ id: 'load5', title: '5-minute load', unit: 'load', figures: [{ id: 'load5', label: '5-minute load' }] }] },
    { name: 'Disks', charts: [{ id: 'disk-free-percent', title: 'Free space', unit: 'percent', figures: [{ id: 'disk-free-percent:/', label: '/' }, { id: 'disk-free-percent:/data', label: '/data' }] }] },
  ]);
});

it('has so many lines on a chart as can be told apart, and asks for at most 12 figures at once', () => {
  const [group] = chartGroups(Array.from({ length: 20 }, (_, index) => `queue-length:q${index}`));
  expect(group?.charts.map(({ id, figures }) => [id, figures.length])).toEqual([['queue-length', 6], ['queue-length-2', 6], ['queue-length-3', 6], ['queue-length-4', 2]]);
  expect(group?.charts[0]?.figures.at(-1)?.label).toBe('q5');
  expect(batches(group?.charts ?? []).map((batch) => batch.length)).toEqual([2, 2]);
});
