import type { DiagnosisReport } from '@/lib/contract/diagnosis';

/** Titles of causes of two reports: what only the later one names, what only the earlier one, what both. */
export interface Comparison {
  readonly came: readonly string[];
  readonly gone: readonly string[];
  readonly stayed: readonly string[];
}

/** By the ids of the causes: their words may hold numbers that change. Pure. */
export function compareReports(later: Pick<DiagnosisReport, 'causes'>, earlier: Pick<DiagnosisReport, 'causes'>): Comparison {
  const has = ({ causes }: Pick<DiagnosisReport, 'causes'>, id: string) => causes.some((cause) => cause.id === id);
  const titles = (causes: DiagnosisReport['causes']) => causes.map(({ title }) => title);
  return {
    came: titles(later.causes.filter(({ id }) => !has(earlier, id))),
    gone: titles(earlier.causes.filter(({ id }) => !has(later, id))),
    stayed: titles(later.causes.filter(({ id }) => has(earlier, id))),
  };
}
