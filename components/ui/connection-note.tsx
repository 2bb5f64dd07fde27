'use client';
import { Unplug } from 'lucide-react';
import type { Connection } from '@/components/api/socket';

/** Says when the page polls, since it then lags by up to 2 s. */
export function ConnectionNote({ connection }: { connection: Connection }) {
  return (
    <div role="status">
      {connection === 'polling' && (
        <p className="mb-4 flex items-center gap-2 text-sm text-warning">
          <Unplug aria-hidden className="size-4 shrink-0" />
          Live updates do not reach this page, so it asks the console every 2 seconds.
        </p>
      )}
    </div>
  );
}
