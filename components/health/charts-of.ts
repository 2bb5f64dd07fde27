import { figureKinds, type FigureUnit } from '@/lib/contract/figures';
import { namedFigure } from './named-figure';

/** One chart: a kind of figure with its instances, so many as can be told apart. */
export interface ChartPlan {
  readonly id: string;
  readonly title: string;
  readonly unit: FigureUnit;
  readonly figures: readonly { readonly id: string; readonly label: string }[];
}
export interface ChartGroup {
  readonly name: string;
  readonly charts: readonly ChartPlan[];
}

/** Lines that an eye keeps apart on one chart. */
const linesAtMost = 6;
/** Figures that one question may ask for (lib/contract/health.ts). */
const figuresAtMost = 12;
const groupOrder = ['Machine', 'Disks', 'Services', 'Databases', 'ClearML'];

/** The charts of the figures that a server has, by group, in the order of lib/contract/figures.ts. Unknown figures are left out. */
export function chartGroups(figures: readonly string[]): ChartGroup[] {
  const known = [...new Set(figures)].flatMap((id) => {
    const figure = namedFigure(id);
    return figure ? [{ id, ...figure }] : [];
  });
  const charts = Object.entries(figureKinds).flatMap(([kind, { title, unit, group }]) => {
    const ofKind = known.filter((figure) => figure.kind === kind).sort((left, right) => (left.instance ?? '').localeCompare(right.instance ?? '', 'en', { numeric: true }));
    return parts(ofKind, linesAtMost).map((part, index) => ({
      group,
      id: index === 0 ? kind : `${kind}-${index + 1}`,
      title: part.length === 1 ? part[0]!.title : title,
      unit,
      figures: part.map(({ id, instance }) => ({ id, label: instance ?? title })),
    }));
  });
  return groupOrder.map((name) => ({ name, charts: charts.filter(({ group }) => group === name).map(({ group: _group, ...chart }) => chart) })).filter((group) => group.charts.length > 0);
}

/** The charts of a group in as few questions as there can be. */
export function batches(charts: readonly ChartPlan[]): ChartPlan[][] {
  const list: ChartPlan[][] = [];
  let room = 0;
  for (const chart of charts) {
    const batch = list.at(-1);
    if (batch && chart.figures.length <= room) batch.push(chart);
    else {
      list.push([chart]);
      room = figuresAtMost;
    }
    room -= chart.figures.length;
  }
  return list;
}

function parts<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
}
