import type { Finding } from '@/lib/contract/finding';
import { names } from './alert-cause';
import type { Cause } from './diagnosis';
import type { Severity } from './diagnosis-rule';
import { isNamed, type Relations, type RuleRelation } from './down-relations';
import { sourceOfName } from './log-source';

/** `since`: when its outcome became what it is, where that is known. */
export type Answer = Finding & { readonly since?: string | null };

/** What is known of a server when it is asked why it is down. */
export interface Found {
  /** By the logs. */
  readonly causes: readonly Cause[];
  /** Answers of now only. */
  readonly findings: readonly Answer[];
  readonly probes: readonly { readonly id: string; readonly vital?: true; readonly explains?: readonly string[] }[];
  /** Services with a container that does not run. */
  readonly stopped: readonly string[];
  readonly relations: Relations;
}

/** A failure: of a rule, of a check that fails, or of both where they tell the same. */
export interface Node {
  readonly id: string;
  readonly cause: Cause | null;
  readonly findings: Answer[];
  severity: Severity;
  guess: boolean;
  follows: string[];
}

/** All failures, each with those of which it is a consequence. Pure. */
export function failures(found: Found): Node[] {
  const rules = new Map<string, Node>(found.causes.map((cause) => [cause.id, { id: cause.id, cause, findings: [], severity: cause.severity, guess: cause.guess, follows: [...cause.follows] }]));
  const checks = new Map<string, Node>();
  for (const finding of found.findings) place(finding, rules, checks, found);
  const all = [...rules.values(), ...checks.values()];
  for (const node of checks.values()) {
    const { id } = node;
    const others = [...checks.values()].filter((other) => other !== node && explains(other.id, id, found));
    node.follows.push(...others.map((other) => other.id), ...rulesBehind(id, all, found).map((rule) => rule.id));
  }
  for (const node of rules.values()) for (const other of followersOf(node, found)) if (checks.has(other) && !node.follows.includes(other)) node.follows.push(other);
  return all;
}

/** A failing check joins the rule that tells the same, and stands for itself where none does. */
function place(finding: Answer, rules: ReadonlyMap<string, Node>, checks: Map<string, Node>, { probes, relations }: Found): void {
  const isFail = finding.outcome === 'fail';
  const related = relations.checks.filter(({ check, byWarning }) => isNamed([check], finding.id) && (isFail || (byWarning === true && finding.outcome === 'warn')));
  const told = related.flatMap(({ same = [] }) => same).flatMap((id) => rules.get(id) ?? [])[0];
  const led = related.flatMap(({ leadsTo = [] }) => leadsTo).flatMap((id) => rules.get(id) ?? []).filter((rule) => rule !== told);
  for (const rule of [told, ...led]) if (rule) rule.guess = false;
  if (told) {
    told.findings.push(finding);
    if (isFail && (told.severity === 'warn' || told.severity === 'info')) told.severity = 'error';
  } else if (isFail || led.length > 0) {
    const isVital = probes.some(({ id, vital }) => id === finding.id && vital === true);
    checks.set(finding.id, { id: finding.id, cause: null, findings: [finding], severity: isVital ? 'critical' : 'error', guess: false, follows: [] });
  }
  const cause = told?.id ?? (checks.has(finding.id) ? finding.id : null);
  if (cause !== null) for (const rule of led) if (!rule.follows.includes(cause)) rule.follows.push(cause);
}

function explains(one: string, other: string, { probes, relations }: Found): boolean {
  const told = probes.find(({ id }) => id === one)?.explains ?? [];
  return names(told, other) || relations.checks.some(({ check, breaks = [] }) => isNamed([check], one) && isNamed(breaks, other));
}

const relationOf = ({ rules }: Relations, id: string): RuleRelation | undefined => rules.find(({ rule }) => isNamed([rule], id));
const isSerious = ({ severity }: Node): boolean => severity === 'critical' || severity === 'error';

/** Parts that are down: their services have no container that runs. */
function downParts({ findings, stopped, relations }: Found): ReadonlySet<string> {
  const subjects = findings.filter(({ id, outcome }) => outcome === 'fail' && relations.services.includes(id)).flatMap((finding) => finding.subjects ?? []);
  return new Set([...subjects, ...stopped].flatMap((name) => sourceOfName(name) ?? []));
}

/** The rules by which a check fails. That services do not run is explained only where each of the deepest that are down is. */
function rulesBehind(check: string, all: readonly Node[], found: Found): Node[] {
  const { relations } = found;
  const down = downParts(found);
  const able = all.filter((node) => node.cause !== null && isSerious(node)).flatMap((node) => {
    const relation = relationOf(relations, node.id);
    return relation && isNamed(relation.breaks, check) && (down.size === 0 || relation.part === null || down.has(relation.part)) ? [{ node, relation }] : [];
  });
  if (down.size === 0) return able.map(({ node }) => node);
  const deepest = [...(relations.floors.map((floor) => floor.filter((part) => down.has(part))).find((floor) => floor.length > 0) ?? [])];
  const of = (part: string) => able.filter(({ relation }) => (relation.part === part || relation.part === null) && relation.misses?.includes(part) !== true);
  if (deepest.length === 0 || deepest.some((part) => of(part).length === 0)) return [];
  return relations.services.includes(check) ? [...new Set(deepest.flatMap((part) => of(part).map(({ node }) => node)))] : able.map(({ node }) => node);
}

/** Checks of services of which a rule is the consequence: it says no more than that the part is missed. */
function followersOf({ id }: Node, found: Found): readonly string[] {
  const misses = relationOf(found.relations, id)?.misses ?? [];
  const down = downParts(found);
  return misses.some((part) => down.has(part)) ? found.relations.services : [];
}
