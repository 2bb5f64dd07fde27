import { readdirSync, readFileSync } from 'node:fs';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { PasswordInput } from '@/components/ui/password-input';
import { TooltipProvider } from '@/components/ui/tooltip';

const files = ['app', 'components'].flatMap((room) => readdirSync(room, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx')).map((file) => `${room}/${file}`));
const tags = (name: string) => files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(new RegExp(`<${name}\\b(?:=>|[^>])*>`, 'g'))].map(([tag]) => ({ file, tag })));

it('T-XSS-2: a form that is sent before the scripts are there puts nothing into the address', () => {
  const forms = tags('form');
  expect(forms.length).toBeGreaterThan(3);
  expect(forms.filter(({ tag }) => !tag.includes('method="post"'))).toEqual([]);
});

it('T-XSS-2: every password is typed into the one field that says by autocomplete which it is', () => {
  const raw = files.filter((file) => /type="password"/.test(readFileSync(file, 'utf8')));
  expect(raw).toEqual([]);
  render(<TooltipProvider><PasswordInput aria-label="one" /><PasswordInput aria-label="two" autoComplete="new-password" /></TooltipProvider>);
  expect(screen.getByLabelText('one')).toHaveAttribute('autocomplete', 'off');
  expect(screen.getByLabelText('two')).toHaveAttribute('autocomplete', 'new-password');
});
