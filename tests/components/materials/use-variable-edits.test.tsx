import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { useVerb } from '@/components/api/use-verb';
import { useVariableEdits } from '@/components/materials/use-variable-edits';
import type { Materials } from '@/lib/contract/materials';

afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

const view = (sha256: string): Materials => ({ files: [{ slot: 'constants', fileName: 'constants.env', bytes: 10, sha256, savedAt: '2026-01-01T00:00:00.000Z' }], earlier: [], detectedLayout: null, layoutReason: '', layoutOverride: null, services: [], variables: [], missing: [], remarks: [], complete: false, sentence: 'Some.' });

function Page() {
  const { data } = useVerb('materials.get', { server: 'a' }, { initial: view('first') });
  const { edits, edit, save, problem } = useVariableEdits('a', data);
  return (
    <>
      <button type="button" onClick={() => edit('ZONE', 'eu')}>Edit</button>
      <button type="button" onClick={save}>Save</button>
      <output>{JSON.stringify(edits)}</output>
      <p>{problem?.message}</p>
    </>
  );
}

it('changes the file over which it was begun; refused, it keeps what was typed and then changes the one that it met', async () => {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    if (url.startsWith('/api/v1/materials.get')) return Promise.resolve(Response.json(view('second')));
    const { replaces } = JSON.parse(init?.body as string) as { replaces: string };
    sent.push(replaces);
    return Promise.resolve(replaces === 'second' ? Response.json(view('third')) : Response.json({ error: { code: 'conflict', reason: 'changed-meanwhile', message: 'Changed meanwhile by grace.' } }, { status: 409 }));
  });
  render(<ApiProvider><Page /></ApiProvider>);
  await userEvent.click(screen.getByRole('button', { name: 'Edit' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Changed meanwhile by grace.')).toBeInTheDocument();
  expect(screen.getByText('{"ZONE":"eu"}')).toBeInTheDocument();
  await vi.waitFor(() => { expect(sessionStorage.getItem('groundcrew.draft.a.variables.over')).toBe('"second"'); });
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await vi.waitFor(() => { expect(sent).toEqual(['first', 'second']); });
  await vi.waitFor(() => { expect(sessionStorage.getItem('groundcrew.draft.a.variables.over')).toBeNull(); });
});
