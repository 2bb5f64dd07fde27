import type { Finding } from '@/lib/contract/finding';
import { isGroundcrewError } from '@/lib/core/errors';
import type { Check } from '@/lib/engine/types';
import type { Inputs } from '@/lib/guide/inputs';

/** The place of a check that was not asked yet: the order is fixed from the start. */
export function notAsked(check: Check<Inputs>): Finding {
  const guide = check.guide === null || typeof check.guide === 'string' ? check.guide : check.guide.join(', ');
  return { id: check.id, title: check.title, chapter: check.chapter, guide, outcome: 'unknown', message: 'Not asked yet.', actual: null, wanted: null, askedFrom: 'server', askedAt: null, remedy: null, repair: null, evidence: [], override: null };
}

/** Puts fresh findings in the places of the old ones. */
export function replace(findings: readonly Finding[], fresh: readonly Finding[]): Finding[] {
  const byId = new Map(fresh.map((finding) => [finding.id, finding]));
  return findings.map((finding) => byId.get(finding.id) ?? finding);
}

/** What could not be asked, says why. */
export function unanswered(findings: readonly Finding[], ids: readonly string[], error: unknown, now: number): Finding[] {
  const message = isGroundcrewError(error) ? error.message : 'The console could not ask this: an error of its own, which its log describes.';
  const remedy = isGroundcrewError(error) ? (error.remedy ?? null) : 'Ask again; if it stays, report it with the log.';
  const at = new Date(now).toISOString();
  return findings.map((finding) => (ids.includes(finding.id) && finding.askedAt === null ? { ...finding, outcome: 'unknown', message, remedy, askedAt: at } : finding));
}
