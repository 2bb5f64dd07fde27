import type { Checkup } from '@/lib/contract/finding';
import type { Health } from '@/lib/contract/health';
import type { Line, Run } from '@/lib/contract/run';
import type { Server } from '@/lib/contract/server';

/** What happened in this process and may interest a page. Publish only what is committed: a page may ask it back at once. */
export type ConsoleEvent =
  /** Lines of one run, contiguous and ascending by seq. */
  | { readonly type: 'lines'; readonly run: string; readonly lines: readonly Line[]; readonly lastSeq: number }
  | { readonly type: 'run'; readonly run: Run }
  /** `server` is the server's name. */
  | { readonly type: 'checkup'; readonly server: string; readonly checkup: Checkup }
  | { readonly type: 'server'; readonly server: Server }
  /** `server` is the server's name. `health` is made only for who listens: of a large fleet, rounds come all the time. */
  | { readonly type: 'health'; readonly server: string; readonly health: () => Health }
  /** A session ended: its sockets and downloads are closed. */
  | { readonly type: 'session-ended'; readonly session: string };

export interface Events {
  publish(event: ConsoleEvent): void;
  /** Returns the function that ends the subscription. `only`: of that type alone; it then keeps nothing from being skipped. */
  subscribe(listener: (event: ConsoleEvent) => void, only?: ConsoleEvent['type']): () => void;
  /** Whether somebody hears an event of that type: what is dear to make is not made for nobody. Who comes later asks for the state of then. */
  isHeard(type: ConsoleEvent['type']): boolean;
}

/** The in-process bus. A listener that throws does not keep the others from hearing; `onError` is told. */
export function createEvents(onError: (error: unknown) => void): Events {
  const listeners = new Map<(event: ConsoleEvent) => void, ConsoleEvent['type'] | undefined>();
  return {
    publish: (event) => {
      for (const [listener, only] of [...listeners]) {
        if (only !== undefined && only !== event.type) continue;
        try {
          listener(event);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe: (listener, only) => {
      listeners.set(listener, only);
      return () => void listeners.delete(listener);
    },
    isHeard: (type) => [...listeners.values()].some((only) => only === undefined || only === type),
  };
}
