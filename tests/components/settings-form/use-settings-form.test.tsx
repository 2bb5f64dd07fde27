import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { useVerb } from '@/components/api/use-verb';
import { useSettingsEditor } from '@/components/settings-form/use-settings-form';
import { settings, type SettingsView } from '@/lib/contract/settings';

afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

const saved = (version: string, dockerNoProxy: string): SettingsView => {
  const each = settings.parse({ access: { kind: 'http', address: '192.0.2.1' }, dockerNoProxy, supportPassword: { isSet: true }, registryPassword: { isSet: true } });
  return { version, settings: each, proposed: each, problems: {}, complete: true, fileDiffs: [], disks: null };
};

function Form({ view }: { view: SettingsView }) {
  const editor = useSettingsEditor('alpha', view);
  return (
    <form>
      <input aria-label="No proxy" {...editor.form.register('dockerNoProxy')} />
      <button type="button" onClick={() => void editor.save()}>Save</button>
      <button type="button" onClick={editor.discard}>Discard</button>
      <p>{editor.problem?.message}</p>
      <p>Unsaved: {editor.unsaved.join(', ')}</p>
    </form>
  );
}
function Page() {
  const { data } = useVerb('settings.get', { server: 'alpha' }, { initial: saved('v1', 'loaded') });
  return data ? <Form view={data} /> : null;
}

it('saves over the version that it shows; refused, it keeps what was typed and then saves over the one that it met', async () => {
  const sent: { version: string; noProxy: string }[] = [];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    if (url.startsWith('/api/v1/settings.get')) return Promise.resolve(Response.json(saved('v2', 'of.grace')));
    const { version, settings: { dockerNoProxy } } = JSON.parse(init?.body as string) as { version: string; settings: { dockerNoProxy: string } };
    sent.push({ version, noProxy: dockerNoProxy });
    return Promise.resolve(version === 'v2' ? Response.json(saved('v3', dockerNoProxy)) : Response.json({ error: { code: 'conflict', reason: 'changed-meanwhile', message: 'Changed meanwhile by grace.' } }, { status: 409 }));
  });
  render(<ApiProvider><Page /></ApiProvider>);
  const field = screen.getByLabelText('No proxy');
  await userEvent.clear(field);
  await userEvent.type(field, 'mine');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Changed meanwhile by grace.')).toBeInTheDocument();
  expect(field).toHaveValue('mine');
  expect(screen.getByText('Unsaved: Not through the proxy')).toBeInTheDocument();
  await vi.waitFor(() => { expect(sessionStorage.getItem('groundcrew.draft.alpha.settings.version')).toBe('"v2"'); });
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await vi.waitFor(() => { expect(sent).toEqual([{ version: 'v1', noProxy: 'mine' }, { version: 'v2', noProxy: 'mine' }]); });
});

it('discards to what was met', async () => {
  vi.stubGlobal('fetch', (url: string) => Promise.resolve(url.startsWith('/api/v1/settings.get') ? Response.json(saved('v2', 'of.grace')) : Response.json({ error: { code: 'conflict', reason: 'changed-meanwhile', message: 'Changed meanwhile by grace.' } }, { status: 409 })));
  render(<ApiProvider><Page /></ApiProvider>);
  const field = screen.getByLabelText('No proxy');
  await userEvent.type(field, 'mine');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await vi.waitFor(() => { expect(sessionStorage.getItem('groundcrew.draft.alpha.settings.version')).toBe('"v2"'); });
  await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
  expect(field).toHaveValue('of.grace');
});
