import type { Socket } from 'socket.io';
import { clientEvents, type Acknowledgement, type ClientToServer, type ServerToClient, type Topic } from '@/lib/contract/socket';
import { GroundcrewError, isGroundcrewError } from '@/lib/core/errors';
import type { ConsoleEvent } from '@/lib/services/events';
import type { Context, Services } from '@/lib/services/types';
import { openRoom, type Emit, type Room } from './topic-room';

/** Topics that one socket may watch at once. */
const mostTopics = 50;

/**
 * Lets a socket watch topics, with the session as it is at each join. What happens while a room is entered is kept
 * and told after the state of then, so that nothing falls between the two.
 */
export function serveTopics(socket: Socket<ClientToServer, ServerToClient>, services: Services, contextNow: () => Promise<Context>): void {
  const rooms = new Map<string, { room: Room; kept: ConsoleEvent[] | null }>();
  const emit: Emit = (event, ...data) => void socket.emit(event, ...data);
  const unsubscribe = services.resources.events.subscribe((event) => {
    for (const each of rooms.values()) {
      if (each.kept) each.kept.push(event);
      else each.room.hear(event);
    }
  });
  const leave = (key: string) => {
    rooms.get(key)?.room.leave();
    rooms.delete(key);
  };
  socket.on('disconnect', () => {
    unsubscribe();
    for (const key of [...rooms.keys()]) leave(key);
  });

  const acts = {
    watch: async (topic: Topic, context: Context) => {
      const key = keyOf(topic);
      leave(key);
      if (rooms.size >= mostTopics) throw new GroundcrewError({ code: 'throttled', message: `A page can watch ${mostTopics} things at once.` });
      const entry: { room: Room; kept: ConsoleEvent[] | null } = { room: openRoom(topic, context, services, emit), kept: [] };
      rooms.set(key, entry);
      try {
        await entry.room.enter();
      } catch (error) {
        if (rooms.get(key) === entry) leave(key);
        throw error;
      }
      for (const event of entry.kept ?? []) entry.room.hear(event);
      entry.kept = null;
    },
    unwatch: (topic: Topic) => Promise.resolve(leave(keyOf(topic))),
  };
  for (const name of ['watch', 'unwatch'] as const) {
    socket.on(name, (raw, acknowledge) => void answer(acknowledge, async () => {
      const context = await contextNow();
      const { policy, input } = clientEvents[name];
      if (context.actor?.role !== policy) throw new GroundcrewError({ code: 'unauthenticated', message: 'Nobody is signed in.' });
      const parsed = input.safeParse(raw);
      if (!parsed.success) throw new GroundcrewError({ code: 'invalid_input', message: 'This topic cannot be watched.' });
      await acts[name](parsed.data, context);
    }));
  }
}

const keyOf = (topic: Topic) => (topic.kind === 'run' ? `run:${topic.run}` : topic.kind === 'server' ? `server:${topic.server}` : 'fleet');

/** `acknowledge` is whatever the browser sent: it may be no function. */
async function answer(acknowledge: unknown, act: () => Promise<void>): Promise<void> {
  const say = (answered: Acknowledgement) => typeof acknowledge === 'function' && (acknowledge as (answer: Acknowledgement) => void)(answered);
  try {
    await act();
    say({ ok: true });
  } catch (error) {
    say({ ok: false, message: isGroundcrewError(error) ? error.message : 'The console made a mistake.' });
  }
}
