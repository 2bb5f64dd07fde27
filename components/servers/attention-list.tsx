'use client';
import Link from 'next/link';
import { spanWords, useNow } from '@/components/ui/relative-time';
import { outcomeLook, Status } from '@/components/ui/status';
import { count } from '@/lib/core/units';
import type { Attention } from './attention';

const shownAtMost = 6;

/** Findings that need a person, worst first; the rest is a count that leads to them. */
export function AttentionList({ items }: { items: readonly Attention[] }) {
  if (items.length === 0) return null;
  const rest = items.slice(shownAtMost);
  return (
    <section aria-labelledby="attention" className="mb-8">
      <h2 id="attention" className="mb-2 font-semibold">{items.length === 1 ? 'One thing needs you' : `${items.length} things need you`}</h2>
      <ul className="border-t border-line">
        {items.slice(0, shownAtMost).map((item) => (
          <li key={item.key} className="grid gap-x-4 gap-y-0.5 border-b border-line py-2 sm:grid-cols-[6.5rem_1fr_auto]">
            <Status look={outcomeLook[item.outcome]} className="self-start" />
            <div className="min-w-0">
              <p>{item.message}{item.wanted && !item.message.includes(item.wanted) && <span className="text-ink-faint"> · wanted: {item.wanted}</span>}{item.since && <Since at={item.since} />}</p>
              <p className="text-ink-faint">{item.title}{item.remedy && <span className="text-ink-soft"> · {item.remedy}</span>}</p>
            </div>
            <Link href={item.href} className="self-start rounded-sm font-medium whitespace-nowrap text-accent underline-offset-2 hover:underline" aria-label={`${item.action}: ${item.title}`}>{item.action}</Link>
          </li>
        ))}
      </ul>
      {rest[0] && <Link href={rest[0].href} className="mt-2 inline-block rounded-sm font-medium text-accent underline-offset-2 hover:underline">{count(rest.length, 'more finding')}</Link>}
    </section>
  );
}

function Since({ at }: { at: string }) {
  const now = useNow();
  return <time dateTime={at} className="text-ink-faint">{now === null ? '' : ` · for ${spanWords(now - new Date(at).getTime())}`}</time>;
}
