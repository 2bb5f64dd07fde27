'use client';
import { keepPreviousData, useMutation, useQuery, type QueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { InputOf, OutputOf } from '@/lib/contract/verbs';
import { callVerb } from './call-verb';
import type { Problem } from './problem';
import type { MutationVerb, QueryVerb } from './query-verbs';

/** The cache key of an answer. */
export const verbKey = <V extends QueryVerb>(verb: V, input: InputOf<V>) => [verb, input] as const;

interface Options<V extends QueryVerb> {
  enabled?: boolean;
  /** Milliseconds between questions; false for none. */
  every?: number | false;
  initial?: OutputOf<V>;
  /** Show the answer to the previous input until the new one is here. */
  keepPrevious?: boolean;
}

/** What a page is read and decided by: it must not become another one while somebody reads it, or stands before a confirmation. It is asked again by a button. */
const isLook = (verb: QueryVerb): boolean => verb.endsWith('.look');

/** Asks a question and keeps its answer: `const { data, error, isPending } = useVerb('server.get', { server })`. */
export function useVerb<V extends QueryVerb>(verb: V, input: InputOf<V>, { enabled = true, every = false, initial, keepPrevious }: Options<V> = {}): UseQueryResult<OutputOf<V>, Problem> {
  return useQuery<OutputOf<V>, Problem, OutputOf<V>, readonly unknown[]>({
    queryKey: verbKey(verb, input),
    queryFn: ({ signal }) => callVerb(verb, input, signal),
    enabled,
    refetchInterval: every,
    ...(isLook(verb) && { refetchOnWindowFocus: false, refetchOnReconnect: false }),
    ...(initial === undefined ? {} : { initialData: () => initial }),
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

interface MutationOptions<V extends MutationVerb> {
  onSuccess?: (output: OutputOf<V>, input: InputOf<V>) => void | Promise<void>;
  onError?: (problem: Problem, input: InputOf<V>) => void;
}

/** Makes a change: `const save = useVerbMutation('server.add'); save.mutate(input)`. Never retried by itself. */
export function useVerbMutation<V extends MutationVerb>(verb: V, options: MutationOptions<V> = {}): UseMutationResult<OutputOf<V>, Problem, InputOf<V>> {
  return useMutation<OutputOf<V>, Problem, InputOf<V>>({
    mutationKey: [verb],
    mutationFn: (input) => callVerb(verb, input),
    retry: false,
    ...(options.onSuccess ? { onSuccess: (output, input) => options.onSuccess?.(output, input) } : {}),
    ...(options.onError ? { onError: (problem, input) => { options.onError?.(problem, input); } } : {}),
  });
}

/**
 * Puts an answer into the cache, as when a change answers with the new state or the socket brings it.
 * A question that is under way was asked before: its answer would put the older state back.
 */
export function setVerbData<V extends QueryVerb>(client: QueryClient, verb: V, input: InputOf<V>, output: OutputOf<V>): void {
  const queryKey = verbKey(verb, input);
  void client.cancelQueries({ queryKey, exact: true });
  client.setQueryData(queryKey, output);
}

/** Asks again, as a poll does: what is being asked already is waited for, where an event would ask anew. By the beginnings of cache keys. */
export const pollVerbs = (client: QueryClient, ...keys: readonly (readonly unknown[])[]): Promise<unknown> => Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey }, { cancelRefetch: false })));
