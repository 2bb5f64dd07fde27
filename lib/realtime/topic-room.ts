import type { Topic, ServerToClient } from '@/lib/contract/socket';
import type { ConsoleEvent } from '@/lib/services/events';
import type { Context, Services } from '@/lib/services/types';
import { LineFollower } from './line-follower';

export type Emit = <E extends keyof ServerToClient>(event: E, ...data: Parameters<ServerToClient[E]>) => void;

/** What one socket hears of one topic. */
export interface Room {
  /** Asks permission by the verbs that a page would call, and sends the state of now. */
  enter(): Promise<void>;
  hear(event: ConsoleEvent): void;
  leave(): void;
}

export function openRoom(topic: Topic, context: Context, services: Services, emit: Emit): Room {
  if (topic.kind === 'run') return runRoom(topic, context, services, emit);
  if (topic.kind === 'server') {
    return {
      async enter() {
        const { server } = topic;
        emit('server', await services.call('server.get', context, { server }));
        // A checkup may have ended between the page's own question and its joining.
        for (const verb of ['preflight.get', 'verification.get'] as const) emit('checkup', { server, checkup: await services.call(verb, context, { server }) });
      },
      hear: (event) => {
        if (event.type === 'checkup' && event.server === topic.server) emit('checkup', { server: event.server, checkup: event.checkup });
        if (event.type === 'server' && event.server.name === topic.server) emit('server', event.server);
        if (event.type === 'run' && event.run.serverName === topic.server) emit('run', event.run);
        if (event.type === 'health' && event.server === topic.server) emit('health', event.health());
      },
      leave: () => undefined,
    };
  }
  return {
    enter: async () => {
      for (const server of await services.call('server.list', context, {})) emit('server', server);
    },
    hear: (event) => {
      if (event.type === 'server') emit('server', event.server);
      if (event.type === 'run') emit('run', event.run);
    },
    leave: () => undefined,
  };
}

function runRoom(topic: Extract<Topic, { kind: 'run' }>, context: Context, services: Services, emit: Emit): Room {
  const source = { read: (after: number) => services.call('run.lines', context, { run: topic.run, after, limit: 1000 }) };
  const follower = new LineFollower(topic.run, topic.after, source, (batch) => emit('lines', batch));
  return {
    enter: async () => {
      emit('run', await services.call('run.get', context, { run: topic.run }));
      await follower.catchUp();
    },
    hear: (event) => {
      if (event.type === 'run' && event.run.id === topic.run) emit('run', event.run);
      if (event.type !== 'lines' || event.run !== topic.run) return;
      follower.take(event.lines, event.lastSeq).catch((error: unknown) => services.resources.log.warn({ err: error, run: topic.run }, 'lines were not sent; the next batch makes up for it'));
    },
    leave: () => follower.end(),
  };
}
