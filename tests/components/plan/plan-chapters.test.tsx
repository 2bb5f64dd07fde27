import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { PlanChapters } from '@/components/plan/plan-chapters';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { CommandView, Plan, StepPlan } from '@/lib/contract/plan';

const command = (text: string, effect: CommandView['effect']): CommandView => ({ kind: 'exec', text, as: 'root', effect, why: 'Because.', file: null, script: null });
const step = (id: string, more: Partial<StepPlan>): StepPlan => ({
  id, title: `Title of ${id}`, guide: 'preliminary-steps/4', why: `Why ${id}`, departure: null, state: 'planned', blockedBy: null, commands: [], usually: 1000, destroys: [], restarts: [], irreversible: null, interruptible: true, ...more,
});
const show = (...steps: StepPlan[]) => render(<TooltipProvider><PlanChapters plan={{ chapters: [{ title: 'Preliminary steps', steps }] } as unknown as Plan} /></TooltipProvider>);

it('opens by itself what destroys, and says so in words', () => {
  show(step('previous', { destroys: ['/opt/allegro: 41 GiB'], commands: [command('rm -rf x', 'destroys')] }), step('kernel', { commands: [command('sysctl -p', 'changes')] }));
  expect(screen.getByText('rm -rf x')).toBeVisible();
  expect(screen.getByText('/opt/allegro: 41 GiB')).toBeVisible();
  expect(screen.getAllByText('Destroys').length).toBeGreaterThan(0);
  expect(screen.queryByText('sysctl -p')).toBeNull();
});

it('shows what is in place, without commands', () => {
  show(step('docker', { state: 'in-place' }));
  expect(screen.getByText('In place already')).toBeVisible();
});

it('does not say "In place already" of what nobody asked for, and says why it is not needed', async () => {
  show(step('proxy', { state: 'in-place', notNeeded: 'The settings name no proxy.' }));
  expect(screen.getByText('Not needed')).toBeVisible();
  expect(screen.queryByText('In place already')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: /Title of proxy/ }));
  expect(screen.getByText('The settings name no proxy.')).toBeVisible();
});

it('marks a departure only where the server ends otherwise for it', () => {
  show(step('a', { departure: 'One.', departs: true }), step('b', { departure: 'Two.', departs: false }), step('c', { departure: 'Three.', departs: true, state: 'in-place' }));
  expect(within(screen.getByRole('button', { name: /Title of a/ })).getByText('Otherwise than the guide')).toBeVisible();
  expect(screen.getAllByText('Otherwise than the guide')).toHaveLength(1);
});

it('opens a step to its reason, departure and commands by the keyboard', async () => {
  show(step('compose', { departure: '1.24.1 knows no --env-file.', commands: [command('apt-get install', 'downloads')] }));
  const row = screen.getByRole('button', { name: /Title of compose/ });
  row.focus();
  await userEvent.keyboard('{Enter}');
  expect(row).toHaveAttribute('aria-expanded', 'true');
  const item = within(row.closest('li')!);
  for (const text of ['Why compose', '1.24.1 knows no --env-file.', 'apt-get install']) expect(item.getByText(text)).toBeVisible();
});

it('keeps hostile text inert', () => {
  show(step('x', { destroys: ['<img src=x onerror=alert(1)>'], commands: [command('echo \u202Egpj', 'destroys')] }));
  expect(document.querySelector('img')).toBeNull();
  expect(screen.getByText(/‹U\+202E›/)).toBeVisible();
});
