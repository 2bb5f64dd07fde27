import { expect, it } from 'vitest';
import { limitLookups, lookUp } from '@/lib/net/lookup';

const never = new Promise<never>(() => undefined);

it('asks for two names at once, and the next one when one of them was told', async () => {
  const asked: string[] = [];
  const tell: (() => void)[] = [];
  const look = limitLookups((name) => new Promise((resolve) => {
    asked.push(name);
    tell.push(() => resolve([{ address: '192.0.2.1', family: 4 }]));
  }));
  const all = ['a.example', 'b.example', 'c.example'].map(look);
  expect(asked).toEqual(['a.example', 'b.example']);
  tell[0]!();
  await all[0];
  await new Promise(setImmediate);
  expect(asked).toEqual(['a.example', 'b.example', 'c.example']);
  tell[1]!();
  tell[2]!();
  expect(await Promise.all(all)).toHaveLength(3);
});

it('lets nobody wait for a name service that hangs, also not in the queue', async () => {
  const look = limitLookups(() => never, { most: 1, patience: 20 });
  const ends = await Promise.allSettled([look('a.example'), look('b.example')]);
  expect(ends.map((end) => (end.status === 'rejected' ? (end.reason as NodeJS.ErrnoException).code : 'told'))).toEqual(['ETIMEOUT', 'ETIMEOUT']);
  expect(await look('192.0.2.7')).toEqual([{ address: '192.0.2.7', family: 4 }]);
});

it('asks the system', async () => {
  expect((await lookUp('localhost')).map(({ address }) => address)).toContain('127.0.0.1');
  await expect(lookUp('no-such-name.invalid')).rejects.toMatchObject({ code: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) as string });
});
