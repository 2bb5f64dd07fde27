'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { callVerb } from '@/components/api/call-verb';
import { Problem } from '@/components/api/problem';
import { setVerbData, verbKey } from '@/components/api/use-verb';
import { useInputsChanged } from '@/components/wizard/use-wizard';
import type { LayoutId, Materials, Slot } from '@/lib/contract/materials';
import { readUpload, slotOfName, type Upload } from './read-upload';

export interface MaterialActions {
  /** Stores one file; answers whether it was stored. */
  put: (slot: Slot, read: () => Promise<Upload>) => Promise<boolean>;
  /** Several files at once, each to the slot that its name says. */
  putMany: (files: readonly File[]) => Promise<void>;
  remove: (slot: Slot) => void;
  /** The earlier version and the stored one change places. */
  putBack: (slot: Slot) => void;
  /** Deletes the earlier version for good. */
  forget: (slot: Slot) => void;
  setLayout: (layout: LayoutId | null) => void;
  busy: Slot | 'layout' | null;
  /** Errors by slot, shown beside it. */
  problems: Readonly<Partial<Record<Slot | 'layout' | 'all', Problem>>>;
}

/** What can be done with the files. An error stays beside its slot until the next try. */
export function useMaterialActions(server: string): MaterialActions {
  const client = useQueryClient();
  const inputsChanged = useInputsChanged(server);
  const [busy, setBusy] = useState<MaterialActions['busy']>(null);
  const [problems, setProblems] = useState<MaterialActions['problems']>({});

  const act = async (at: Slot | 'layout', call: () => Promise<Materials>): Promise<boolean> => {
    setBusy(at);
    setProblems((before) => ({ ...before, [at]: undefined, all: undefined }));
    try {
      setVerbData(client, 'materials.get', { server }, await call());
      inputsChanged();
      return true;
    } catch (error) {
      const problem = toProblem(error);
      setProblems((before) => ({ ...before, [at]: problem }));
      if (problem.code === 'conflict') void client.invalidateQueries({ queryKey: verbKey('materials.get', { server }) });
      return false;
    } finally {
      setBusy(null);
    }
  };
  /** What the page shows in the slot: nothing else is replaced unseen. */
  const replaces = (slot: Slot) => {
    const shown = client.getQueryData<Materials>(verbKey('materials.get', { server }));
    return shown && (shown.files.find((file) => file.slot === slot)?.sha256 ?? null);
  };
  const put: MaterialActions['put'] = (slot, read) => act(slot, async () => callVerb('materials.put', { server, replaces: replaces(slot), file: await read() }));
  return {
    put,
    putMany: async (files) => {
      const lost: string[] = [];
      for (const file of files) {
        const slot = slotOfName(file.name);
        if (slot) await put(slot, () => readUpload(file, slot));
        else lost.push(file.name);
      }
      if (lost.length > 0) setProblems((before) => ({ ...before, all: sentence(`${lost.join(', ')}: the name does not say which of the three files it is.`, 'Drop it onto its place.') }));
    },
    remove: (slot) => void act(slot, () => callVerb('materials.remove', { server, slot, replaces: replaces(slot) })),
    putBack: (slot) => void act(slot, () => callVerb('materials.put-back', { server, slot, replaces: replaces(slot) })),
    forget: (slot) => void act(slot, () => callVerb('materials.remove', { server, slot, earlier: true })),
    setLayout: (layout) => void act('layout', () => callVerb('materials.set-layout', { server, layout })),
    busy,
    problems,
  };
}

/** What was refused before it was sent has a sentence of its own. */
const toProblem = (error: unknown): Problem => (error instanceof Problem ? error : sentence(error instanceof Error ? error.message : 'The file can’t be read.'));
const sentence = (message: string, remedy?: string) => new Problem({ code: 'invalid_input', message, ...(remedy ? { remedy } : {}) }, 0);
