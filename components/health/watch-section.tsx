'use client';
import { ChevronRight } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useVerb } from '@/components/api/use-verb';
import { cn } from '@/components/ui/class-names';
import { ErrorNotice } from '@/components/ui/error-notice';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useUrlState } from '@/components/ui/url-state';

/** The form and its schemas come when it is opened. */
const WatchForm = dynamic(() => import('./watch-form'), { ssr: false, loading: () => <SkeletonRows rows={8} label="Loading how it is watched" /> });

/** How the server is watched, folded; open or not is in the URL. */
export function WatchSection({ server, isOpen: opensItself }: { server: string; isOpen: boolean }) {
  const [url, setUrl] = useUrlState();
  const isOpen = url.watch === 'open' || (opensItself && url.watch !== 'closed');
  return (
    <section aria-labelledby="watching" className="mt-8 border-t border-line pt-4">
      <h2 id="watching">
        <button type="button" aria-expanded={isOpen} onClick={() => setUrl({ watch: isOpen ? (opensItself ? 'closed' : '') : 'open' })} className="flex min-h-9 items-center gap-2 rounded-md font-semibold">
          <ChevronRight aria-hidden className={cn('size-4 text-ink-faint transition-transform', isOpen && 'rotate-90')} />
          How it is watched
        </button>
      </h2>
      {isOpen && <div className="pt-3 pl-6 max-sm:pl-0"><Watching server={server} /></div>}
    </section>
  );
}

function Watching({ server }: { server: string }) {
  const { data: view, error } = useVerb('watch.get', { server });
  if (view) return <WatchForm server={server} view={view} />;
  return error ? <ErrorNotice error={error} /> : <SkeletonRows rows={8} label="Loading how it is watched" />;
}
