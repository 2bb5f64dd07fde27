/** What a failing check and a rule of the logs have to do with each other. Ids of checks, or beginnings of ids that end in "/" or "-". */
export interface CheckRelation {
  readonly check: string;
  /** Rules that tell the same as the check: together they are one cause, and no guess. */
  readonly same?: readonly string[];
  /** Rules whose failure follows from what the check found. */
  readonly leadsTo?: readonly string[];
  /** A warning is enough. */
  readonly byWarning?: true;
  /** Checks that fail by what it found, besides those that its probe explains. */
  readonly breaks?: readonly string[];
}

/** What of ClearML a rule's failure breaks. */
export interface RuleRelation {
  /** The rule, or the beginning of several that ends in "-". */
  readonly rule: string;
  /** The part of ClearML that ends or does not answer by it; null: any. */
  readonly part: string | null;
  /** Checks that fail by it. */
  readonly breaks: readonly string[];
  /** It only says that another part, one of these, is missed: where that one is down for no known cause, it follows from the check of the services. */
  readonly misses?: readonly string[];
  /** Checks whose repair mends it. */
  readonly repairs?: readonly string[];
}

export interface Relations {
  readonly checks: readonly CheckRelation[];
  /** The first that fits a rule counts. */
  readonly rules: readonly RuleRelation[];
  /** Parts in the order in which they wait for each other, the first for none. */
  readonly floors: readonly (readonly string[])[];
  /** Checks beside the probes that say that ClearML does not work. */
  readonly vital: readonly string[];
  /** The check that names the services that do not run (its subjects), and those that fail for the same reason. */
  readonly services: readonly string[];
}

/** Whether a list of ids and beginnings names this one. */
export const isNamed = (list: readonly string[], id: string): boolean => list.some((each) => each === id || (/[/-]$/.test(each) && id.startsWith(each)));
