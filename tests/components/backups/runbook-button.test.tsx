import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RunbookButton } from '@/components/backups/runbook-button';
import { Toaster } from '@/components/ui/toaster';

const asked: string[] = [];
let answer: () => Response;
beforeEach(() => vi.stubGlobal('fetch', (url: string) => (asked.push(url), Promise.resolve(answer()))));
afterEach(() => vi.unstubAllGlobals());

it('saves the text under its name, and says why it can not', async () => {
  const saved: string[] = [];
  URL.createObjectURL = (blob) => (void (blob as Blob).text().then((text) => saved.push(text)), 'blob:x');
  URL.revokeObjectURL = () => undefined;
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) { saved.push(this.download); });
  answer = () => Response.json({ fileName: 'restore-alpha.md', text: '# How to restore alpha by hand' });
  render(<><RunbookButton server="alpha" destination="0" place="/mnt/backup" /><Toaster /></>);
  await userEvent.click(screen.getByRole('button', { name: 'Download how to restore by hand from /mnt/backup' }));
  await vi.waitFor(() => expect(saved).toEqual(['restore-alpha.md', '# How to restore alpha by hand']));
  expect(asked[0]).toContain('/api/v1/backup-runbook.get?input=');
  answer = () => Response.json({ error: { code: 'not_found', message: 'There is no such destination any more.' } }, { status: 404 });
  await userEvent.click(screen.getByRole('button', { name: /how to restore by hand/ }));
  expect(await screen.findByText('There is no such destination any more.')).toBeInTheDocument();
  click.mockRestore();
});
