import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { RecordView } from '@/components/finish/record-view';
import { TooltipProvider } from '@/components/ui/tooltip';
import type { InstallRecord } from '@/lib/contract/record';

const at = '2026-01-01T00:00:00.000Z';
const record: InstallRecord = {
  serverName: 'alpha', address: '192.0.2.1', clearmlUrl: null, verifiedAt: null, by: 'ada', startedAt: at, endedAt: at, files: [], overrides: [], skipped: [], markdown: '',
  steps: [{ title: 'Install Docker', guide: null, state: 'done', milliseconds: 9000, exitCode: 0, departure: null, attempts: [
    { state: 'finished', startedAt: at, milliseconds: 3000, exitCode: 100, commands: [{ text: 'apt-get remove docker', began: true, exitCode: 0, milliseconds: 2000 }, { text: 'apt-get install docker-ce', began: true, exitCode: 100, milliseconds: null }] },
    { state: 'finished', startedAt: '2026-01-01T00:01:00.000Z', milliseconds: 9000, exitCode: 0, commands: [{ text: 'apt-get install docker-ce', began: true, exitCode: 0, milliseconds: 8000 }] },
  ] }],
};

it('shows every attempt, a failed one too, with the result of each command', () => {
  render(<TooltipProvider><RecordView record={record} /></TooltipProvider>);
  expect(screen.getByText('apt-get remove docker')).toBeInTheDocument();
  expect(screen.getAllByText('apt-get install docker-ce')).toHaveLength(2);
  for (const words of ['exit code 0, 2 s', 'exit code 100', 'exit code 0, 8 s']) expect(screen.getByText(words)).toBeInTheDocument();
  expect(screen.getByText(/Attempt 1 of 2, begun/)).toHaveTextContent('failed with exit code 100 after 3 s.');
  expect(screen.getByText(/Attempt 2 of 2, begun/)).toHaveTextContent('ran to its end after 9 s.');
});
