export interface Explaining {
  readonly check: string;
  /** Ids of the checks that it explains, or beginnings of ids that end in "/"; "" is the beginning of all. */
  readonly explains: readonly string[];
  /** Whether it explains them just now: it fails. */
  readonly isCause: boolean;
}

/** Whether `explains` names this check. */
export const names = (explains: readonly string[], check: string): boolean => explains.some((each) => each === check || ((each === '' || each.endsWith('/')) && check.startsWith(each)));

/**
 * For each check that another one explains: the check at the root of it. Two that explain one another can't hide both:
 * the one that stands first is the root.
 */
export function rootCauses(open: readonly Explaining[]): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  const rootOf = (check: string): string => {
    const parent = parents.get(check);
    return parent === undefined ? check : rootOf(parent);
  };
  for (const cause of open) {
    if (!cause.isCause) continue;
    for (const { check } of open) if (check !== cause.check && !parents.has(check) && names(cause.explains, check) && rootOf(cause.check) !== check) parents.set(check, cause.check);
  }
  return new Map([...parents.keys()].map((check) => [check, rootOf(check)]));
}

/**
 * Which checks are asked before their time: those that may explain what became ill after they were last asked. What is asked each minute would be told before
 * its cause, which is asked each five. Pure.
 * @param ill what is ill and not told yet; `since`: ISO 8601
 * @param asked what can be asked; `askedAt`: ISO 8601; null: never
 */
export function causesToAsk(ill: readonly { readonly check: string; readonly since: string }[], asked: readonly { readonly check: string; readonly explains: readonly string[]; readonly askedAt: string | null }[]): string[] {
  return asked.filter(({ check, explains, askedAt }) => askedAt !== null && ill.some((each) => each.check !== check && names(explains, each.check) && Date.parse(askedAt) < Date.parse(each.since))).map(({ check }) => check);
}
