import { expect, it } from 'vitest';
import { createTurns } from '@/lib/services/workers/watch/turns';

it('lets what else waits come between two tasks, and goes on after one that failed', async () => {
  const turn = createTurns();
  const order: string[] = [];
  const tasks = ['one', 'two', 'three'].map((name) => turn(() => {
    order.push(name);
    setImmediate(() => order.push(`after ${name}`));
    if (name === 'two') throw new Error('no');
    return name;
  }));
  expect((await Promise.allSettled(tasks)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(order).toEqual(['one', 'after one', 'two', 'after two', 'three']);
});
