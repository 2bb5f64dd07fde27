'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { toast } from 'sonner';
import { callVerb } from '@/components/api/call-verb';
import type { Problem } from '@/components/api/problem';
import { setVerbData, useVerbMutation } from '@/components/api/use-verb';
import type { Silence, SilenceInput } from '@/lib/contract/alert';
import { useSilencesChanged } from './use-silences-changed';

interface SilenceSave {
  save: (input: SilenceInput) => void;
  isPending: boolean;
  problem: Problem | null;
  /** How the window is by now, where somebody else changed it while the form stood open; saving once more replaces that. */
  other: Silence | null;
}

/** Adds a window, or changes the one given as it was when the form was opened. */
export function useSilenceSave(silence: Silence | null, { onSaved, onError }: { onSaved: () => void; onError: (problem: Problem) => void }): SilenceSave {
  const client = useQueryClient();
  const changed = useSilencesChanged();
  const version = useRef(silence?.version ?? '');
  const [other, setOther] = useState<Silence | null>(null);
  const done = (word: string) => ({ title }: Silence) => {
    toast(`The window “${title}” is ${word}.`);
    changed();
    onSaved();
  };
  const meetOther = async () => {
    const all = await callVerb('silence.list', {});
    setVerbData(client, 'silence.list', {}, all);
    const now = all.find(({ id }) => id === silence?.id) ?? null;
    if (now) version.current = now.version;
    setOther(now);
  };
  const add = useVerbMutation('silence.add', { onSuccess: done('added'), onError });
  const edit = useVerbMutation('silence.edit', {
    onSuccess: done('changed'),
    onError: (problem) => {
      onError(problem);
      if (problem.reason === 'changed-meanwhile') void meetOther().catch(() => undefined); // without an answer the next try is refused again
    },
  });
  return {
    save: (input) => (silence === null ? add.mutate(input) : edit.mutate({ ...input, silence: silence.id, version: version.current })),
    isPending: add.isPending || edit.isPending,
    problem: add.error ?? edit.error,
    other,
  };
}
