import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { ProfileForm } from '@/components/servers/profile-form';
import { TooltipProvider } from '@/components/ui/tooltip';

afterEach(() => vi.unstubAllGlobals());
const show = (sshAgent: boolean, onSave = vi.fn()) => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ sshAgent })));
  render(<ApiProvider><TooltipProvider><ProfileForm server={null} action="Save" busy={false} problem={null} onSave={onSave} /></TooltipProvider></ApiProvider>);
  return onSave;
};

it('says all that is missing in one round', async () => {
  const user = userEvent.setup();
  const onSave = show(false);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Enter the login.')).toBeInTheDocument();
  expect(screen.getByText('Enter a host name or an IP address.')).toBeInTheDocument();
  expect(screen.getByText('Paste the private key, or read it from a file.')).toBeInTheDocument();
  expect(screen.getByText('Enter the password.')).toBeInTheDocument();
  expect(onSave).not.toHaveBeenCalled();

  // Once mended it is taken: nothing of the first round sticks.
  await user.type(screen.getByLabelText('Name'), 'one');
  await user.type(screen.getByLabelText('Address'), '192.0.2.1');
  await user.type(screen.getByLabelText('Login'), 'root');
  await user.click(screen.getByLabelText('Private key'));
  await user.paste('-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await vi.waitFor(() => expect(onSave).toHaveBeenCalledOnce());
});

it('offers the SSH agent only where the console has one, and says why not', async () => {
  show(false);
  expect(await screen.findByText(/started without SSH_AUTH_SOCK/)).toBeInTheDocument();
  expect(screen.getByRole('radio', { name: /The SSH agent/ })).toBeDisabled();
});

it('offers the SSH agent where the console has one', async () => {
  show(true);
  await vi.waitFor(() => expect(screen.getByRole('radio', { name: /The SSH agent/ })).toBeEnabled());
  expect(screen.queryByText(/SSH_AUTH_SOCK/)).toBeNull();
});
