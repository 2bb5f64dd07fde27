import { createServer } from 'node:http';
import { act, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { Server } from 'socket.io';
import { afterEach, expect, it, vi } from 'vitest';
import { useTopic } from '@/components/api/use-topic';
import { ConnectionNote } from '@/components/ui/connection-note';
import { socketPath, type ClientToServer, type ServerToClient, type Topic } from '@/lib/contract/socket';

declare const jsdom: { reconfigure(settings: { url: string }): void };
const run = '0123456789abcdefghjk';
const line = (seq: number) => ({ run, seq, time: '2026-01-01T00:00:00Z', stream: 'output' as const, step: null, text: `line ${seq}` });

/** The real socket.io server, on the loopback; it records what was watched. */
async function listen(port: number) {
  const http = createServer();
  const io = new Server<ClientToServer, ServerToClient>(http, { path: socketPath, serveClient: false, transports: ['websocket'] });
  const watched: Topic[] = [];
  io.on('connection', (socket) => {
    socket.on('watch', (topic, acknowledge) => {
      watched.push(topic as Topic);
      acknowledge({ ok: true });
    });
    socket.on('unwatch', (_, acknowledge) => acknowledge({ ok: true }));
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const address = http.address();
  stop = () => new Promise<void>((resolve) => void io.close(() => resolve()));
  return { io, watched, port: typeof address === 'object' && address ? address.port : 0, stop };
}
let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.());

function Page({ poll }: { poll: () => void | Promise<void> }) {
  const [seqs, setSeqs] = useState<number[]>([]);
  const connection = useTopic({ kind: 'run', run, after: 0 }, { lines: ({ lines }) => setSeqs((known) => [...known, ...lines.map(({ seq }) => seq)]) }, { after: () => seqs.at(-1) ?? 0, poll });
  return (
    <>
      <p data-testid="connection">{connection}</p>
      <p data-testid="seqs">{seqs.join(' ')}</p>
      <ConnectionNote connection={connection} />
    </>
  );
}
const becomes = (id: string, text: string) => waitFor(() => expect(screen.getByTestId(id)).toHaveTextContent(text), { timeout: 15_000 });

it('watches live, asks REST and says so without a socket, and comes back from the last seq it holds', async () => {
  const first = await listen(0);
  jsdom.reconfigure({ url: `http://127.0.0.1:${first.port}/` });
  let answer = () => undefined as void;
  const poll = vi.fn(() => new Promise<void>((resolve) => (answer = resolve)));
  render(<Page poll={poll} />);
  await becomes('connection', 'live');
  await waitFor(() => expect(first.watched).toEqual([{ kind: 'run', run, after: 0 }]));
  first.io.emit('lines', { run, lines: [line(1), line(2)], lastSeq: 2 });
  await becomes('seqs', '1 2');
  expect(poll).not.toHaveBeenCalled();

  await act(() => first.stop());
  await becomes('connection', 'polling');
  expect(screen.getByText(/asks the console every 2 seconds/)).toBeInTheDocument();
  await waitFor(() => expect(poll).toHaveBeenCalled());
  // It is not asked a second time while the first answer is still to come.
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(poll).toHaveBeenCalledTimes(1);
  answer();
  await waitFor(() => expect(poll).toHaveBeenCalledTimes(2), { timeout: 5000 });

  const second = await listen(first.port);
  await becomes('connection', 'live');
  await waitFor(() => expect(second.watched).toEqual([{ kind: 'run', run, after: 2 }]));
  expect(screen.queryByText(/asks the console/)).toBeNull();
}, 40_000);
