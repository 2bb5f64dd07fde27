import { readdirSync, readFileSync } from 'node:fs';
import { render, renderHook, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useForm } from 'react-hook-form';
import { expect, it } from 'vitest';
import { RegistryFields } from '@/components/settings-form/registry-fields';
import { formOf, type SettingsValues } from '@/components/settings-form/settings-values';
import { TooltipProvider } from '@/components/ui/tooltip';
import { settings, type SettingsInput } from '@/lib/contract/settings';

const of = (isSet: boolean) => settings.parse({ access: { kind: 'http', address: '192.0.2.1' }, registryUser: 'customer', supportPassword: { isSet: false }, registryPassword: { isSet } });

function Form({ saved }: { saved: boolean }) {
  const form = useForm<SettingsValues, unknown, SettingsInput>({ defaultValues: formOf(of(true)) });
  return <TooltipProvider><RegistryFields form={form} missing={() => undefined} isSet={saved} proposed={saved ? null : of(true)} /></TooltipProvider>;
}

it('says of a proposed login that it is that of constants.env, until it is changed', async () => {
  const user = userEvent.setup();
  render(<Form saved={false} />);
  expect(screen.getByText('From constants.env. It is taken over when you save.')).toBeInTheDocument();
  expect(screen.queryByText('Stored, encrypted.')).toBeNull();
  await user.type(screen.getByLabelText('User'), '-2');
  expect(screen.queryByText(/From constants.env/)).toBeNull(); // it goes to no other user than it was given for
  expect(screen.getByLabelText(/^Password or token/)).toHaveValue('');
  await user.type(screen.getByLabelText('User'), '{Backspace}{Backspace}');
  expect(screen.getByText('From constants.env. It is taken over when you save.')).toBeInTheDocument();
});

it('proposes the user of constants.env without its password when that is a sample', () => {
  const form = renderHook(() => useForm<SettingsValues, unknown, SettingsInput>({ defaultValues: formOf(of(false)) })).result.current;
  render(<TooltipProvider><RegistryFields form={form} missing={() => undefined} isSet={false} proposed={of(false)} /></TooltipProvider>);
  expect(screen.getByText('From constants.env. Change it if ClearML gave you another.')).toBeInTheDocument();
  expect(screen.queryByText('From constants.env. It is taken over when you save.')).toBeNull();
});

it('says of a saved login that it is stored', () => {
  render(<Form saved />);
  expect(screen.getByText('Stored, encrypted.')).toBeInTheDocument();
  expect(screen.queryByText(/constants.env/)).toBeNull();
});

it('calls the registry login by one name, on all pages and in the README, and says once what it usually is', () => {
  render(<Form saved />);
  expect(screen.getByText(/the registry login that ClearML gave you: usually one to Docker Hub/)).toBeInTheDocument();
  const files = ['README.md', 'lib/guide/lines.json', ...['components', 'lib/guide'].flatMap((room) => readdirSync(room, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file)).map((file) => `${room}/${file}`))];
  expect(files.filter((file) => /Docker Hub (?:login|credential|user|password)|registry(?:'s)? (?:credential|user |password)|image registry/i.test(readFileSync(file, 'utf8')))).toEqual([]);
});

it('calls the password optional only while no user is named', async () => {
  const user = userEvent.setup();
  render(<Form saved={false} />);
  await user.type(screen.getByLabelText('User'), '-2');
  expect(screen.getByLabelText('Password or token')).toBeInTheDocument();
  await user.clear(screen.getByLabelText('User'));
  expect(screen.getByLabelText(/Password or token.*optional/)).toBeInTheDocument();
});
