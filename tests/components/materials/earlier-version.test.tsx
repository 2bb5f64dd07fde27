import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { MaterialsStage } from '@/components/materials/materials-stage';
import { TooltipProvider } from '@/components/ui/tooltip';

vi.mock('next/navigation', () => ({ useRouter: () => ({ replace: () => undefined }), usePathname: () => '/', useSearchParams: () => new URLSearchParams() }));
afterEach(() => vi.unstubAllGlobals());

const file = (fileName: string) => ({ slot: 'compose', fileName, bytes: 10, sha256: 'a'.repeat(64), savedAt: '2026-01-01T00:00:00.000Z' });
const view = (now: string | null, earlier: string | null) => ({ files: now ? [file(now)] : [], earlier: earlier ? [file(earlier)] : [], detectedLayout: null, layoutReason: '', layoutOverride: null, services: [], variables: [], missing: [], remarks: [], complete: false, sentence: 'Some.' });

function consoleWith(first: object, then: object, refusal?: object) {
  const calls: unknown[] = [];
  vi.stubGlobal('fetch', (url: string, request?: RequestInit) => {
    const verb = url.replace('/api/v1/', '').replace(/\?.*/, '');
    if (request?.method !== 'POST') return Promise.resolve(Response.json(calls.length > 0 && !refusal ? then : first));
    calls.push([verb, JSON.parse(request.body as string)]);
    return Promise.resolve(refusal ? Response.json({ error: refusal }, { status: 400 }) : Response.json(then));
  });
  render(<ApiProvider><TooltipProvider><MaterialsStage server="a" /></TooltipProvider></ApiProvider>);
  return calls;
}

it('offers the way back from a file that was replaced', async () => {
  const user = userEvent.setup();
  const calls = consoleWith(view('wrong.yml', 'good.yml'), view('good.yml', 'wrong.yml'));
  expect(await screen.findByText(/The earlier version is kept, encrypted/)).toHaveTextContent('good.yml');
  await user.click(screen.getByRole('button', { name: /^Put the earlier one back/ }));
  await vi.waitFor(() => expect(screen.getByText(/The earlier version is kept, encrypted/)).toHaveTextContent('wrong.yml'));
  expect(calls).toEqual([['materials.put-back', { server: 'a', slot: 'compose', replaces: file('wrong.yml').sha256 }]]);
});

it('forgets the earlier version when it is told to', async () => {
  const user = userEvent.setup();
  const calls = consoleWith(view(null, 'good.yml'), view(null, null));
  await user.click(await screen.findByRole('button', { name: /Forget it/ }));
  await vi.waitFor(() => expect(screen.queryByText(/earlier version/)).toBeNull());
  expect(calls).toEqual([['materials.remove', { server: 'a', slot: 'compose', earlier: true }]]);
});

it('says beside the place that a wrong file was not taken', async () => {
  const user = userEvent.setup();
  consoleWith(view('good.yml', null), view('good.yml', null), { code: 'invalid_input', message: 'It looks like a web page. The stored docker-compose.yml was kept.', remedy: 'Choose another.' });
  await user.upload(await screen.findByLabelText('File for docker-compose.yml'), new File(['<html>'], 'page.yml'));
  expect(await screen.findByRole('alert')).toHaveTextContent('The stored docker-compose.yml was kept.');
});
