import { afterEach, expect, it, vi } from 'vitest';
import { callVerb } from '@/components/api/call-verb';
import { Problem } from '@/components/api/problem';

const answer = (body: unknown, status = 200) => vi.stubGlobal('fetch', vi.fn(() => Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }))));
const asked = () => vi.mocked(fetch).mock.calls[0];
afterEach(() => vi.unstubAllGlobals());

it('asks a question by GET, with the input in the query only when there is one', async () => {
  answer([]);
  await callVerb('server.list', {});
  expect(asked()?.[0]).toBe('/api/v1/server.list');
  answer({});
  await callVerb('server.get', { server: 'clearml-1' });
  expect(asked()?.[0]).toBe('/api/v1/server.get?input=%7B%22server%22%3A%22clearml-1%22%7D');
  expect(asked()?.[1]?.method).toBeUndefined();
});

it('makes a change by POST and keeps every secret out of the address', async () => {
  answer({});
  await callVerb('session.sign-in', { name: 'olena', password: 'canary-password' });
  expect(asked()?.[0]).toBe('/api/v1/session.sign-in');
  expect(asked()?.[1]).toMatchObject({ method: 'POST', body: JSON.stringify({ name: 'olena', password: 'canary-password' }) });
});

it('throws the console\'s own sentence, with the fields of the form', async () => {
  answer({ error: { code: 'conflict', message: 'The name is taken.', remedy: 'Choose another.', fields: { name: 'The name is taken.' } } }, 409);
  const problem = await callVerb('server.list', {}).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({ code: 'conflict', status: 409, remedy: 'Choose another.', fields: { name: 'The name is taken.' } });
});

it('turns a proxy\'s error page into a sentence and keeps the page as the detail', async () => {
  answer('<h1>Bad gateway</h1>', 502);
  await expect(callVerb('server.list', {})).rejects.toMatchObject({ message: 'The console answered with status 502 and no explanation.', detail: '<h1>Bad gateway</h1>' });
});

it('says that the console does not answer', async () => {
  vi.stubGlobal('fetch', vi.fn(() => Promise.reject(new TypeError('Failed to fetch'))));
  await expect(callVerb('server.list', {})).rejects.toMatchObject({ code: 'unreachable', detail: 'Failed to fetch' });
});
