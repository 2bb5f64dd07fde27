import type { Health } from '@/lib/contract/health';
import type { SecurityFiles } from '@/lib/contract/proxy';

const worst = ['fail', 'unknown', 'warn'] as const;
/** The chapter's findings. */
export const securityOf = (health: Health): Health['findings'] => health.findings.filter(({ id }) => id.startsWith('security/'));

/** The answer of the page in one line: the worst finding that was asked, else how ClearML is reached. */
export function securitySentence(health: Health | null, files: SecurityFiles | undefined): string {
  const asked = health === null ? [] : securityOf(health).filter(({ askedAt }) => askedAt !== null);
  for (const outcome of worst) {
    const found = asked.filter((finding) => finding.outcome === outcome);
    if (found[0]) return found.length === 1 ? found[0].message : `${found[0].message} ${found.length - 1} more ${found.length === 2 ? 'finding' : 'findings'} below.`;
  }
  if (files === undefined) return 'Looking how ClearML is reached.';
  return asked.length === 0 ? `${files.sentence} Nothing was asked from outside yet.` : `${files.sentence} Only the necessary ports are open.`;
}
