'use client';
import { HealthActions } from '@/components/health/health-actions';
import { FindingList } from '@/components/preflight/finding-list';
import type { Health } from '@/lib/contract/health';
import { securityOf } from './security-sentence';

/** What was asked from outside, worst open. */
export function SecurityFindings({ health }: { health: Health }) {
  const findings = securityOf(health);
  if (findings.length === 0) return null;
  return (
    <FindingList
      findings={findings} asking={false}
      startsOpen={({ outcome, isStale, askedAt }) => (outcome === 'fail' || outcome === 'warn') && !isStale && askedAt !== null}
      actions={(finding) => <HealthActions finding={finding} server={health.server} isOnSecurity />}
    />
  );
}
