/**
 * Asks at most once in `freshFor` milliseconds; who comes meanwhile gets the same answer, and who comes while it is on its way waits for it.
 * A failure is told to those who wait, and not kept.
 */
export function createMemo<T>(freshFor: number, now: () => number, ask: () => Promise<T>): () => Promise<{ at: number; value: T }> {
  let kept: { at: number; answer: Promise<{ at: number; value: T }> } | undefined;
  return () => {
    const at = now();
    if (kept && at - kept.at >= 0 && at - kept.at < freshFor) return kept.answer;
    const mine = { at, answer: ask().then((value) => ({ at, value })) };
    mine.answer.catch(() => { if (kept === mine) kept = undefined; });
    kept = mine;
    return mine.answer;
  };
}
