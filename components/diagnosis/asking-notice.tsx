'use client';
import { Notice } from '@/components/ui/notice';
import { RelativeTime, useNow } from '@/components/ui/relative-time';
import type { DiagnosisView } from '@/lib/contract/diagnosis';
import { formatDuration, roughly } from '@/lib/core/units';

/** What is being asked, and how long it usually takes from here. */
export function AskingNotice({ asking: { since, what, usually } }: { asking: NonNullable<DiagnosisView['asking']> }) {
  const now = useNow(1000);
  const left = now === null ? usually : Date.parse(since) + usually - now;
  return <Notice title={`${what}.`} className="mb-6">Begun <RelativeTime at={since} />, {left > 0 ? `about ${formatDuration(roughly(left))} left` : 'and it takes longer than usual'}. It goes on when you leave this page.</Notice>;
}
