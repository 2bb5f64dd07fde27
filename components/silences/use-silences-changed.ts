'use client';
import { useQueryClient } from '@tanstack/react-query';

/** Has the windows asked for again, and the servers, which say whether they are silent now. */
export function useSilencesChanged(): () => void {
  const client = useQueryClient();
  return () => {
    for (const verb of ['silence.list', 'server.list', 'server.get'] as const) void client.invalidateQueries({ queryKey: [verb] });
  };
}
