import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiProvider } from '@/components/api/provider';
import { FoundAttempts } from '@/components/servers/found-attempts';
import { TooltipProvider } from '@/components/ui/tooltip';

const push = vi.hoisted(() => vi.fn());
vi.mock('next/navigation', () => ({ useRouter: () => ({ push }), usePathname: () => '/', useSearchParams: () => new URLSearchParams() }));
afterEach(() => vi.unstubAllGlobals());

const id = '0123456789abcdefghjk';
const attempt = { id, active: false, startedAt: '2026-01-01T00:00:00.000Z', endedAt: null, exitCode: null, logBytes: 2048 };
const show = (list: object, adopted: object = { run: id }) => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url.replace(/\?.*/, ''));
    return Promise.resolve(Response.json(url.includes('attempt.adopt') ? adopted : list));
  });
  render(<ApiProvider><TooltipProvider><FoundAttempts server="alpha" /></TooltipProvider></ApiProvider>);
  return asked;
};

it('says what is known of an attempt and adopts it only when asked to', async () => {
  const asked = show({ total: 30, attempts: [attempt] });
  expect(await screen.findByText(/30 attempts that this console has no record of/)).toBeInTheDocument();
  expect(screen.getByText(/Ended without an exit code.*2.0 KiB of output/)).toBeInTheDocument();
  expect(screen.getByText('The newest 1 are shown.')).toBeInTheDocument();
  expect(asked).toEqual(['/api/v1/attempt.list']);
  await userEvent.click(screen.getByRole('button', { name: `Adopt ${id}` }));
  await vi.waitFor(() => { expect(push).toHaveBeenCalledWith(`/servers/alpha/runs/${id}`); });
});

it('takes no room when nothing was found', async () => {
  const asked = show({ total: 0, attempts: [] });
  await vi.waitFor(() => { expect(asked).toHaveLength(1); });
  expect(screen.queryByRole('heading')).not.toBeInTheDocument();
});
