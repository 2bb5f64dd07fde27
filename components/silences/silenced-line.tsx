'use client';
import { BellOff } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { useNow } from '@/components/ui/relative-time';
import { Tooltip } from '@/components/ui/tooltip';
import { showHidden } from '@/components/ui/code';
import type { Server } from '@/lib/contract/server';
import { clockOrDay, isSilenced, silencedWords } from './silenced-words';

/** That nothing is told of this server just now, till when and why, with a way to what keeps it quiet. Draws nothing while alerts are told. */
export function SilencedLine({ server: { name, silenced } }: { server: Pick<Server, 'name' | 'silenced'> }) {
  const now = useNow();
  if (!silenced || !isSilenced(silenced, now)) return null;
  return (
    <p className="mb-6 flex items-baseline gap-2 text-ink-soft">
      <BellOff aria-hidden className="size-4 shrink-0 self-center text-ink-faint" />
      <span className="wrap-anywhere">
        {showHidden(silencedWords(silenced, now))}{' '}
        <Link href={silenced.run ? `/servers/${name}/runs/${silenced.run}` : '/settings/maintenance'} className="underline underline-offset-2">{silenced.run ? 'See the run' : 'Maintenance windows'}</Link>
      </span>
    </p>
  );
}

/** The same in two words, for a row. */
export function SilencedBadge({ silenced }: { silenced: Server['silenced'] }) {
  const now = useNow();
  if (!silenced || !isSilenced(silenced, now)) return null;
  return (
    <Tooltip text={showHidden(silencedWords(silenced, now))}>
      <span tabIndex={0} className="inline-flex rounded-sm"><Badge><BellOff aria-hidden className="size-3" />{silenced.until && now !== null ? `Silent until ${clockOrDay(silenced.until, now)}` : 'Silent'}</Badge></span>
    </Tooltip>
  );
}
