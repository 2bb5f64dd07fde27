import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { ConnectionPanel } from '@/components/servers/connection-panel';
import { askForTest } from '@/components/servers/last-test';
import { TooltipProvider } from '@/components/ui/tooltip';

const key = { algorithm: 'ssh-ed25519', sha256: 'SHA256:uNiVztksCsDhcc0u9e8BrM0hT4l6Qn9oFfKpa2YvKzE' };
const stage = (name: string, outcome: string, message = '') => ({ stage: name, outcome, message });
const firstUse = { ok: false, stages: [stage('name', 'pass'), stage('tcp', 'pass'), stage('host-key', 'fail', 'The host key is not confirmed yet.')], presented: key, hostKey: 'first-use', remedy: null, reason: null, summary: null };
const changed = { ...firstUse, hostKey: 'changed' };
const connected = { ok: true, stages: ['name', 'tcp', 'host-key', 'login', 'shell', 'sudo'].map((name) => stage(name, 'pass')), presented: key, hostKey: 'pinned', remedy: null, reason: null, summary: 'Ubuntu 22.04.4 LTS, 8 CPUs' };

/** A console that gives these answers to the tests, in this order; it records what was asked. */
function consoleThat(...tests: object[]) {
  const calls: { verb: string; body: unknown }[] = [];
  vi.stubGlobal('fetch', (url: string, request?: RequestInit) => {
    const verb = url.replace('/api/v1/', '').replace(/\?.*/, '');
    if (request?.method === 'POST') calls.push({ verb, body: JSON.parse(request.body as string) });
    const answer = verb === 'server.test' ? tests.shift() : { name: 'clearml-1', address: '10.0.0.9', port: 22, hostKey: key, login: 'ops', auth: 'password', sudo: 'none' };
    return Promise.resolve(Response.json(answer));
  });
  return calls;
}
/** As if "Save and test the connection" had been pressed. */
function Asked() {
  const client = useQueryClient();
  useState(() => askForTest(client, 'clearml-1'));
  return <ConnectionPanel server="clearml-1" />;
}
const show = (asked = false) => render(<ApiProvider><TooltipProvider>{asked ? <Asked /> : <ConnectionPanel server="clearml-1" />}</TooltipProvider></ApiProvider>);
afterEach(() => vi.unstubAllGlobals());

it('T-CSRF-1: following a link to it runs nothing', async () => {
  const calls = consoleThat(connected);
  show();
  await screen.findByRole('button', { name: 'Test the connection' });
  expect(calls).toEqual([]);
});

it('T-SSH-1: shows the key at first use, pins it when it is confirmed, and goes on', async () => {
  const user = userEvent.setup();
  const calls = consoleThat(firstUse, connected);
  show(true);
  await screen.findByRole('heading', { name: 'Is this your server?' });
  expect(screen.getByLabelText(key.sha256)).toBeInTheDocument();
  expect(screen.getByText('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'The keys are the same' }));
  await screen.findByText('Connected: Ubuntu 22.04.4 LTS, 8 CPUs.');
  expect(calls.map(({ verb }) => verb)).toEqual(['server.test', 'server.trust', 'server.test']);
  expect(calls[1]?.body).toEqual({ server: 'clearml-1', hostKey: key });
});

it('T-SSH-1: a changed key is a hard stop; replacing it has the name typed and the password asked again', async () => {
  const user = userEvent.setup();
  const calls = consoleThat(changed, connected);
  show(true);
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByRole('heading', { name: 'The host key has changed' })).toBeInTheDocument();
  await user.click(within(alert).getByRole('button', { name: /reinstalled/ }));
  await user.type(screen.getByLabelText('Type clearml-1 to confirm'), 'clearml-1{Enter}');
  expect(calls).toHaveLength(1); // the browser asks for the password first
  await user.type(screen.getByLabelText('Your password for this console'), 'correct horse battery');
  await user.click(screen.getByRole('button', { name: 'Replace the key' }));
  await screen.findByText(/^Connected:/);
  expect(calls[1]).toEqual({ verb: 'server.trust', body: { server: 'clearml-1', hostKey: key, replace: true, password: 'correct horse battery' } });
});

it('takes the password right where it was refused, changes nothing else, and tests again', async () => {
  const user = userEvent.setup();
  const refused = { ok: false, stages: [stage('name', 'pass'), stage('tcp', 'pass'), stage('host-key', 'pass'), stage('login', 'fail', 'The server refused the password.')], presented: key, hostKey: 'pinned', remedy: 'Enter the password again.', reason: 'auth.refused', summary: null };
  const calls = consoleThat(refused, connected);
  show(true);
  await user.type(await screen.findByLabelText('Password of ops'), 'the right one');
  await user.click(screen.getByRole('button', { name: 'Save it and test again' }));
  await screen.findByText(/^Connected:/);
  expect(calls[1]).toEqual({ verb: 'server.edit', body: { server: 'clearml-1', profile: { name: 'clearml-1', address: '10.0.0.9', port: 22, login: 'ops', auth: 'password', sudo: 'none', password: { action: 'set', value: 'the right one' } } } });
  expect(screen.queryByLabelText('Password of ops')).toBeNull();
});

it('asks for no password where a test stopped before it', async () => {
  consoleThat({ ...firstUse, stages: [stage('name', 'pass'), stage('tcp', 'fail', 'Port 22 refuses.')], presented: null, hostKey: 'unknown', remedy: 'Look whether sshd runs.' });
  show(true);
  await screen.findByText('Port 22 refuses.');
  expect(screen.queryByRole('button', { name: 'Save it and test again' })).toBeNull();
});
