'use client';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useState } from 'react';
import type { Problem } from '@/components/api/problem';
import { callVerb } from '@/components/api/call-verb';
import { setVerbData, useVerbMutation } from '@/components/api/use-verb';
import { readDraft, writeDraft, useDirtyGuard } from '@/components/wizard/draft';
import { useInputsChanged } from '@/components/wizard/use-wizard';
import type { Materials } from '@/lib/contract/materials';

/** Unsaved changes to constants.env: the new value by name; null removes the variable. */
export type Edits = Readonly<Record<string, string | null>>;

export interface VariableEdits {
  server: string;
  edits: Edits;
  count: number;
  /** Sentences by name, from the last try to save. */
  errors: Readonly<Record<string, string>>;
  problem: Problem | null;
  saving: boolean;
  /** A new value, null to remove, undefined to leave it as it is stored. */
  edit: (name: string, value: string | null | undefined) => void;
  discard: () => void;
  save: () => void;
}

/** A name that sounds like a secret: its value is not kept in the tab's storage. */
export const soundsSecret = (name: string): boolean => /pass|secret|token|key|credential|private/i.test(name);

export function useVariableEdits(server: string, materials: Materials | undefined): VariableEdits {
  const client = useQueryClient();
  const inputsChanged = useInputsChanged(server);
  const key = `${server}.variables`;
  const [edits, setEdits] = useState<Edits>(() => (typeof window === 'undefined' ? {} : (readDraft<Edits>(key) ?? {})));
  const count = Object.keys(edits).length;
  const stored = materials?.files.find((file) => file.slot === 'constants')?.sha256;
  /** The file over which the changes were begun, kept with them: another one is not changed unseen. */
  const [over, setOver] = useState<string | null>(() => (typeof window === 'undefined' ? null : readDraft<string>(`${key}.over`)));
  useDirtyGuard(count > 0);

  const begunOver = (sha256: string | null) => {
    setOver(sha256);
    writeDraft(`${key}.over`, sha256);
  };
  const change = (next: Edits) => {
    setEdits(next);
    if (Object.keys(next).length === 0) begunOver(null);
    else if (count === 0 || over === null) begunOver(stored ?? null);
    const secretNames = new Set(materials?.variables.filter((variable) => variable.isSecret).map((variable) => variable.name));
    const open = Object.entries(next).filter(([name]) => !secretNames.has(name) && !soundsSecret(name));
    writeDraft(key, open.length > 0 ? Object.fromEntries(open) : null);
  };
  const sent = Object.entries(edits).map(([name, value]) => ({ name, value }));
  const save = useVerbMutation('materials.edit-variables', {
    onSuccess: (next) => {
      setVerbData(client, 'materials.get', { server }, next);
      change({});
      inputsChanged();
    },
    onError: (refused) => void (refused.reason === 'changed-meanwhile' && meetOther().catch(() => undefined)), // without an answer the next try is refused again
  });
  /** What was typed stays; the page shows the file as it is now, and a second try changes that one. */
  const meetOther = async () => {
    const now = await callVerb('materials.get', { server });
    setVerbData(client, 'materials.get', { server }, now);
    begunOver(now.files.find((file) => file.slot === 'constants')?.sha256 ?? null);
  };
  const errors = Object.fromEntries(Object.entries(save.error?.fields ?? {}).map(([path, sentence]) => [save.variables?.edits[Number(path.split('.')[1])]?.name ?? path, sentence]));
  return {
    server, edits, count, errors, problem: save.error, saving: save.isPending,
    edit: (name, value) => {
      const { [name]: _before, ...rest } = edits;
      change(value === undefined ? rest : { ...rest, [name]: value });
    },
    discard: () => { change({}); save.reset(); },
    save: () => save.mutate({ server, edits: sent, ...(over === null ? {} : { replaces: over }) }),
  };
}

export const VariableEditsContext = createContext<VariableEdits | null>(null);

/** The edits of the table around the cell. */
export function useEdits(): VariableEdits {
  const edits = useContext(VariableEditsContext);
  if (!edits) throw new Error('A variable is drawn outside its table.');
  return edits;
}
