import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useForm, type Resolver } from 'react-hook-form';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { PlaceFields } from '@/components/backups/place-fields';
import { placePath, placeValues, toPlaceInput, type PlaceValues } from '@/components/backups/place-values';
import { TooltipProvider } from '@/components/ui/tooltip';
import { backupDestinationInput, type BackupPlace } from '@/lib/contract/backup-destination';
import { axeFinds } from '../../support/axe-dom';

vi.setConfig({ testTimeout: 30_000 }); // a busy machine is slow
const line = `ssh-ed25519 ${'A'.repeat(68)}`;
let sent: [string, unknown][];
let saved: unknown;
beforeEach(() => {
  sent = [];
  saved = null;
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => {
    sent.push([url.replace('/api/v1/', ''), JSON.parse(init?.body as string)]);
    return Promise.resolve(Response.json([{ algorithm: 'ssh-ed25519', sha256: 'SHA256:abcd', line }]));
  });
});
afterEach(() => vi.unstubAllGlobals());

/** As the page judges it: by the verb's own schema, each sentence at its field. */
const resolver: Resolver<PlaceValues> = (values) => {
  const parsed = backupDestinationInput.safeParse({ passphrase: { action: 'make' }, ...toPlaceInput(values) });
  if (parsed.success) return { values, errors: {} };
  const errors: Record<string, Record<string, unknown>> = {};
  for (const { path, message } of parsed.error.issues) {
    const [head = '', field] = placePath(values.kind, path.join('.')).split('.');
    errors[head] = field === undefined ? { type: 'judged', message } : { ...errors[head], [field]: { type: 'judged', message } };
  }
  return { values: {}, errors };
};
function Form({ place = null }: { place?: BackupPlace | null }) {
  const form = useForm<PlaceValues>({ resolver, defaultValues: placeValues(place && { place }) });
  return (
    <form onSubmit={(event) => void form.handleSubmit((values) => (saved = toPlaceInput(values)))(event)}>
      <PlaceFields form={form} server="alpha" storedSecretOf={place === null || place.kind === 'directory' ? null : place.kind} />
      <button>Save</button>
    </form>
  );
}
const show = (place?: BackupPlace) => render(<ApiProvider><TooltipProvider><main><Form {...(place ? { place } : {})} /></main></TooltipProvider></ApiProvider>);
const choose = (kind: string) => userEvent.selectOptions(screen.getByLabelText('Kind of place'), kind);
const fill = async (fields: Record<string, string>) => {
  for (const [label, text] of Object.entries(fields)) await userEvent.type(screen.getByLabelText(label), text);
};
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));

it('asks for a directory and nothing else, and says at its field what is wrong', async () => {
  show();
  expect(screen.queryByLabelText(/key|password/i)).toBeNull();
  await fill({ Directory: '/etc' });
  await save();
  expect(screen.getByLabelText('Directory')).toHaveAccessibleDescription(/belongs to the system/);
  await userEvent.clear(screen.getByLabelText('Directory'));
  await fill({ Directory: '/mnt/backup' });
  await save();
  expect(saved).toEqual({ place: { kind: 'directory', path: '/mnt/backup' }, secret: { action: 'keep' } });
});

it('has a host key shown by the server, and pins none that was not confirmed', async () => {
  show();
  await choose('sftp');
  await fill({ Host: 'nas.example.com', User: 'backup', 'Directory there': 'backups', 'Private key': '-----BEGIN PRIVATE KEY-----{enter}MIIB{enter}-----END PRIVATE KEY-----' });
  await userEvent.click(screen.getByRole('button', { name: 'Show its host key' }));
  expect(await screen.findByLabelText('SHA256:abcd')).toBeInTheDocument();
  expect(sent).toEqual([['backup-destination.host-keys', { server: 'alpha', host: 'nas.example.com', port: 22 }]]);
  await save();
  expect(screen.getByText(/^Have the host key shown/)).toBeInTheDocument();
  expect(saved).toBeNull();
  expect(await axeFinds()).toEqual([]);
  await userEvent.click(screen.getByRole('button', { name: /pin it/ }));
  await save();
  expect(saved).toMatchObject({ place: { kind: 'sftp', host: 'nas.example.com', port: '22', user: 'backup', path: 'backups', hostKey: line }, secret: { action: 'set' } });
});

it('keeps what was typed of another kind, and wants the key of S3', async () => {
  show();
  await choose('s3');
  await fill({ 'Address of the service': 'https://s3.example.com/bucket', Bucket: 'clearml-backups', 'Access key id': 'AKIA' });
  await choose('rest');
  expect(screen.getByLabelText(/^Password/)).toBeInTheDocument();
  await choose('s3');
  await save();
  expect(screen.getByLabelText('Address of the service')).toHaveAccessibleDescription(/bucket and folder have their own fields/);
  await userEvent.clear(screen.getByLabelText('Address of the service'));
  await fill({ 'Address of the service': 'https://s3.example.com' });
  await save();
  expect(screen.getByLabelText('Secret access key')).toHaveAccessibleDescription(/Enter the secret access key/);
  await fill({ 'Secret access key': 'secret' });
  await save();
  expect(saved).toMatchObject({ place: { kind: 's3', bucket: 'clearml-backups' }, secret: { action: 'set', value: 'secret' } });
});

it('shows a stored place without its secret', () => {
  show({ kind: 'rest', url: 'https://backup.example.com/', user: 'clearml' });
  expect(screen.getByLabelText('Address')).toHaveValue('https://backup.example.com/');
  expect(screen.getByText('Stored, encrypted.')).toBeInTheDocument();
});
