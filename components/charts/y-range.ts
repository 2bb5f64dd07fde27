/** A threshold that lies this many times above everything measured would press the line flat: it is named, not drawn. */
const farAway = 4;

/**
 * From where to where an axis goes: it begins at 0 unless something lies below, has room above, and holds the thresholds that are near.
 * `top`: what the figure can't exceed (100 %).
 */
export function yRange(least: number | null, most: number | null, thresholds: readonly number[], top = Infinity): [number, number] {
  const [low, high] = [Math.min(0, least ?? 0), Math.max(0, most ?? 0)];
  const near = thresholds.filter((value) => high === 0 || value <= high * farAway);
  // Of what has a top, less than a hundredth of it is nothing: it lies flat instead of filling the chart.
  const reach = Math.max(high, ...near, Number.isFinite(top) ? top / 100 : 0);
  if (reach === low) return [low, low + 1];
  return [low < 0 ? low * 1.08 : 0, Math.min(reach * 1.08, Math.max(top, reach))];
}
