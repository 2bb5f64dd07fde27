'use client';
import { useQueryClient } from '@tanstack/react-query';
import { setVerbData, useVerbMutation } from '@/components/api/use-verb';

/** Saves what is open without a sign-in. What it made is in `data.made`, and nowhere else. */
export function useSaveOpen() {
  const client = useQueryClient();
  return useVerbMutation('status.save', { onSuccess: (next) => setVerbData(client, 'status.get', {}, { ...next, made: { address: null, token: null } }) });
}
