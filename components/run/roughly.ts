/** Usual times are rough: whole minutes from two minutes on, else whole ten seconds. */
export function roughly(milliseconds: number): number {
  const unit = milliseconds >= 120_000 ? 60_000 : 10_000;
  return Math.max(unit, Math.round(milliseconds / unit) * unit);
}
