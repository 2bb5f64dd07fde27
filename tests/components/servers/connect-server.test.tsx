import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { ConnectServer } from '@/components/servers/connect-server';
import { TooltipProvider } from '@/components/ui/tooltip';
import { ConnectStage } from '@/components/wizard/connect-stage';
import { WizardFrame } from '@/components/wizard/wizard-frame';

const router = vi.hoisted(() => ({ push: vi.fn(), replace: vi.fn() }));
vi.mock('next/navigation', () => ({ useSelectedLayoutSegment: () => 'connect', useRouter: () => router, usePathname: () => '/' }));
vi.mock('@/components/api/use-topic', () => ({ useTopic: () => 'live' }));
afterEach(() => vi.unstubAllGlobals());

const refused = { ok: false, stages: [{ stage: 'name', outcome: 'pass', message: '' }, { stage: 'tcp', outcome: 'fail', message: 'Port 22 of 192.0.2.1 refuses connections.' }], presented: null, hostKey: 'unknown', remedy: 'Look whether sshd runs.', reason: 'connection.refused', summary: null };
const server = { name: 'one', address: '192.0.2.1', port: 22, login: 'ops', auth: 'password', sudo: 'none', hostKey: null, lastSeenAt: null, state: 'new' };
const answers: Record<string, unknown> = {
  'server.add': server, 'server.get': server, 'server.test': refused, 'run.list': [], 'plan.get': null,
  'console.info': { sshAgent: false }, 'materials.get': { files: [] }, 'settings.get': { settings: null }, 'preflight.get': { state: 'never' }, 'verification.get': { state: 'never' },
};

it('goes to the saved server by a real navigation, so that Back and Forward show what the address says, and tests there', async () => {
  const calls: string[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    const verb = url.replace('/api/v1/', '').replace(/\?.*/, '');
    calls.push(verb);
    return Promise.resolve(Response.json(answers[verb]));
  });
  const user = userEvent.setup();
  const page = (content: ReactNode) => <ApiProvider><TooltipProvider>{content}</TooltipProvider></ApiProvider>;
  const { rerender } = render(page(<ConnectServer />));
  await user.type(screen.getByLabelText('Name'), 'one');
  await user.type(screen.getByLabelText('Address'), '192.0.2.1');
  await user.type(screen.getByLabelText('Login'), 'ops');
  await user.click(screen.getByRole('radio', { name: /A password/ }));
  await user.type(screen.getByLabelText('Password'), 'pass');
  await user.click(screen.getByRole('radio', { name: /No password/ }));
  await user.click(screen.getByRole('button', { name: 'Save and test the connection' }));
  await vi.waitFor(() => expect(router.replace).toHaveBeenCalledWith('/servers/one/install/connect'));
  expect(calls).not.toContain('server.test');

  rerender(page(<WizardFrame server="one"><ConnectStage server="one" /></WizardFrame>));
  await screen.findByText('Port 22 of 192.0.2.1 refuses connections.');
  const stages = screen.getAllByRole('navigation', { name: 'Stages of the installation' })[0]!;
  expect(within(stages).getAllByRole('link')).toHaveLength(8);
  expect(within(stages).getByText('No host key seen yet: the port was not reached')).toBeInTheDocument();
  expect(screen.getByRole('heading', { name: 'Connect' })).toBeInTheDocument();
  expect(screen.getByText('No host key seen yet: the port was not reached.')).toBeInTheDocument();
  expect(screen.queryByText(/not confirmed/)).toBeNull();

  // Seen again, by Back or a link, it tests nothing by itself.
  rerender(page(null));
  rerender(page(<ConnectStage server="one" />));
  await screen.findByRole('heading', { name: 'Connect' });
  expect(calls.filter((verb) => verb === 'server.test')).toHaveLength(1);
});
