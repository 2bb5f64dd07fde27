import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { SetupForm } from '@/components/session/setup-form';
import { PasswordForm } from '@/components/settings/password-form';
import { TooltipProvider } from '@/components/ui/tooltip';

it.each([
  ['the first admin', <SetupForm key="form" />, 'Password'],
  ['who changes it', <PasswordForm key="form" user="ada" />, 'New password'],
])('says to %s how hard the password is to guess', async (_, form, label) => {
  render(<ApiProvider><TooltipProvider>{form}</TooltipProvider></ApiProvider>);
  const field = screen.getByLabelText(label);
  await userEvent.type(field, 'passwordpassword');
  expect(await screen.findByText(/^(Very weak|Weak)/, undefined, { timeout: 15_000 })).toBeInTheDocument();
  await userEvent.clear(field);
  await userEvent.type(field, 'six grey herons crossed');
  expect(await screen.findByText(/^(Good|Strong)\./, undefined, { timeout: 15_000 })).toBeInTheDocument();
}, 40_000);
