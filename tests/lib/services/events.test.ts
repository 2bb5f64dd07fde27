import { expect, it } from 'vitest';
import { createEvents, type ConsoleEvent } from '@/lib/services/events';

it('knows whether somebody hears an event of a type, and lets one hear of one type only', () => {
  const events = createEvents((error) => { throw error; });
  const heard: [string, ConsoleEvent['type']][] = [];
  events.subscribe(({ type }) => heard.push(['ended', type]), 'session-ended');
  expect([events.isHeard('server'), events.isHeard('session-ended')]).toEqual([false, true]);
  const leave = events.subscribe(({ type }) => heard.push(['page', type]));
  expect(events.isHeard('server')).toBe(true);
  events.publish({ type: 'health', server: 'alpha', health: () => { throw new Error('made for nobody'); } });
  events.publish({ type: 'session-ended', session: 's' });
  expect(heard).toEqual([['page', 'health'], ['ended', 'session-ended'], ['page', 'session-ended']]);
  leave();
  expect(events.isHeard('server')).toBe(false);
});
