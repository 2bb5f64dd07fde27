import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ScriptButton } from '@/components/plan/script-button';
import { TooltipProvider } from '@/components/ui/tooltip';

afterEach(() => vi.unstubAllGlobals());

it.each([
  [[], /and is as shown here/],
  [['Install Docker'], /not the plan shown here: alpha has changed since/],
])('says whether the script is the plan that is shown: %j differ', async (differences, words) => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ fileName: 'install.sh', text: '#!/bin/bash\n', plannedAt: new Date().toISOString(), differences })));
  URL.createObjectURL = () => 'blob:x';
  URL.revokeObjectURL = () => undefined;
  render(<TooltipProvider><ScriptButton server="alpha" /></TooltipProvider>);
  await userEvent.click(screen.getByRole('button', { name: 'Download as a bash script' }));
  expect(await screen.findByText(words)).toBeInTheDocument();
  for (const title of differences) expect(screen.getByRole('status')).toHaveTextContent(title);
});
