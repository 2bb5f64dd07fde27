'use client';
import { useEffect, useRef, useState } from 'react';
import type { ServerToClient, Topic } from '@/lib/contract/socket';
import { watch, type Connection } from './socket';

const pollEvery = 2000;

interface Options {
  /** For a run: the last seq that the page holds, asked at each join. */
  after?: () => number;
  /** Asks REST once. Called every 2 s while there is no websocket, and once when it is back. */
  poll?: () => void | Promise<unknown>;
}

/**
 * Watches a topic while the component stands. Handlers may change between renders.
 * Show the returned state with `<ConnectionNote>`, so that the page says when it polls.
 */
export function useTopic(topic: Topic | null, on: Partial<ServerToClient>, { after, poll }: Options = {}): Connection {
  const [connection, setConnection] = useState<Connection>('connecting');
  const latest = useRef({ on, after, poll });
  useEffect(() => {
    latest.current = { on, after, poll };
  });
  const key = topic ? JSON.stringify(topic.kind === 'run' ? { ...topic, after: 0 } : topic) : null;

  useEffect(() => {
    if (key === null) return;
    const joined = JSON.parse(key) as Topic;
    let wasPolling = false;
    return watch({
      topic: () => (joined.kind === 'run' ? { ...joined, after: latest.current.after?.() ?? 0 } : joined),
      on: {
        lines: (batch) => latest.current.on.lines?.(batch),
        run: (run) => latest.current.on.run?.(run),
        checkup: (update) => latest.current.on.checkup?.(update),
        server: (server) => latest.current.on.server?.(server),
        health: (health) => latest.current.on.health?.(health),
      },
      onConnection: (next) => {
        setConnection(next);
        if (next === 'live' && wasPolling) void latest.current.poll?.();
        wasPolling = next === 'polling';
      },
    });
  }, [key]);

  useEffect(() => {
    if (connection !== 'polling' || key === null) return;
    // One after the other: a question that is asked anew is given up first, so a console that takes longer than the pause would never be heard.
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const ask = async () => {
      await Promise.resolve(latest.current.poll?.()).catch(() => undefined);
      if (!isOver) timer = setTimeout(() => void ask(), pollEvery);
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [connection, key]);

  return connection;
}
