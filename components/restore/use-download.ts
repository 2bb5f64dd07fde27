'use client';
import type { Problem } from '@/components/api/problem';
import { useVerbMutation } from '@/components/api/use-verb';
import { formatBytes } from '@/lib/core/units';
import { nameWords } from './name-words';

interface Download {
  /** Has the browser fetch the file at this path; nothing while another one is looked for. */
  begin: (path: string) => void;
  /** The path that is looked for; null: none. */
  pending: string | null;
  error: Problem | null;
  /** What goes on; null: nothing was asked for yet. */
  sentence: string | null;
}

/** The console finds the file first, so that what is wrong is said on the page; then the browser fetches it by its session, and tells by itself whether all of it came. */
export function useDownload(backup: { server: string; destination: string; set: string }): Download {
  const { mutate, variables, data, error, isPending } = useVerbMutation('restore.download', {
    // Named by the answer: there a name that hides something is made harmless.
    onSuccess: ({ ticket }) => Object.assign(document.createElement('a'), { href: `/api/v1/stored-file/${ticket}`, download: '' }).click(),
  });
  const name = nameWords(variables?.path.slice(variables.path.lastIndexOf('/') + 1) ?? '');
  return {
    begin: (path) => { if (!isPending) mutate({ ...backup, path }); },
    pending: isPending ? (variables?.path ?? null) : null,
    error,
    sentence: isPending ? `Looking for ${name} in the backup.` : data ? `The download of ${name} begins: ${formatBytes(data.bytes)}. Your browser shows how it goes, and says so if it is cut.` : null,
  };
}
