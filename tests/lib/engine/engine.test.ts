import { describe, expect, it } from 'vitest';
import { GroundcrewError } from '@/lib/core/errors';
import { secret } from '@/lib/core/secret';
import { askFacts } from '@/lib/engine/ask';
import { defineCheck } from '@/lib/engine/check';
import { evaluate } from '@/lib/engine/evaluate';
import { surprises, viewPlanned } from '@/lib/engine/surprises';
import { Unreadable, type Fact, type OutsideFact, type ServerFact } from '@/lib/facts/fact';
import { ask, install, reboot, script, sudo, type Command } from '@/lib/shell/command';
import type { Answer, Host, Reach } from '@/lib/shell/host';
import { viewOf } from '@/lib/shell/render';

const number = (id: string, as: 'root' | 'login' = 'login', refused?: () => string): ServerFact<unknown> => ({
  from: 'server',
  id,
  command: as === 'root' ? sudo(['echo', id], { effect: 'reads' }) : ask(['echo', id]),
  parse({ stdout }) {
    if (stdout === 'bad') throw new Unreadable('It is bad.');
    return Number(stdout);
  },
  ...(refused && { refused }),
});
const answer = (stdout: string): Answer => ({ exitCode: 0, stdout, stderr: '', truncated: false, timedOut: false });
const reach: Reach = { tcp: () => Promise.reject(new Error('not asked')), http: () => Promise.reject(new Error('not asked')), tls: () => Promise.reject(new Error('not asked')), names: () => Promise.reject(new Error('not asked')) };

function hostThat(answers: Record<string, string>, withoutSudo = false): { host: Host; asked: string[][] } {
  const asked: string[][] = [];
  const host = {
    ask(commands: readonly { argv?: readonly string[]; as: string }[]) {
      asked.push(commands.map(({ argv }) => argv?.[1] ?? ''));
      if (withoutSudo && commands.some(({ as }) => as === 'root')) return Promise.reject(new GroundcrewError({ code: 'sudo', message: 'sudo refuses deploy.' }));
      return Promise.resolve(commands.map(({ argv }) => answer(answers[argv?.[1] ?? ''] ?? '')));
    },
  } as unknown as Host;
  return { host, asked };
}

describe('askFacts', () => {
  it('asks each id once, in one round trip, and tells the unreadable from the absent', async () => {
    const { host, asked } = hostThat({ a: '1', b: 'bad' });
    const outside: OutsideFact<string> = { from: 'console', id: 'page', shown: 'GET /', ask: () => Promise.resolve('200') };
    const broken: OutsideFact<string> = { from: 'console', id: 'gone', shown: 'GET /', ask: () => Promise.reject(new GroundcrewError({ code: 'unreachable', message: 'Nobody is there.' })) };
    const facts: Fact<unknown>[] = [number('a'), number('b'), number('a'), outside, broken];
    const readings = await askFacts(host, reach, facts);
    expect(asked).toEqual([['a', 'b']]);
    expect(Object.fromEntries(readings)).toEqual({ a: { readable: true, value: 1 }, b: { readable: false, reason: 'It is bad.' }, page: { readable: true, value: '200' }, gone: { readable: false, reason: 'Nobody is there.' } });
  });

  it("without sudo still asks the login's questions, and lets a fact say what the refusal means", async () => {
    const { host, asked } = hostThat({ a: '1' }, true);
    const readings = await askFacts(host, reach, [number('a'), number('r', 'root'), number('s', 'root', () => 'refused')]);
    expect(asked).toEqual([['a', 'r', 's'], ['a']]);
    expect(Object.fromEntries(readings)).toEqual({ a: { readable: true, value: 1 }, r: { readable: false, reason: 'sudo refuses deploy.' }, s: { readable: true, value: 'refused' } });
  });

  it('passes on a lost connection: nothing is known then', async () => {
    const host = { ask: () => Promise.reject(new GroundcrewError({ code: 'unreachable', message: 'Lost.' })) } as unknown as Host;
    await expect(askFacts(host, reach, [number('a')])).rejects.toThrow('Lost.');
  });
});

describe('evaluate', () => {
  const facts = { a: number('a') };
  const check = defineCheck<null, typeof facts>({
    id: 'x/y', guide: null, title: 'T', chapter: 'C', needs: () => facts,
    outcomes: [
      { outcome: 'fail', when: ({ a }) => Number(a) > 2, message: () => 'Over two.', remedy: 'Less.' },
      { outcome: 'warn', when: ({ a }) => Number(a) > 1, message: () => 'Over one.', remedy: ({ a }) => `Less than ${String(a)}.` },
      { outcome: 'pass', when: () => true, message: () => 'Fine.' },
    ],
    repair: { title: 'Lower it', plan: () => [sudo(['lower'])] },
  });
  const judge = (value: number) => evaluate(check, new Map([['a', { readable: true, value }]]), null, 0);

  it('takes the first outcome that holds', () => expect([3, 2, 1].map((value) => judge(value).outcome)).toEqual(['fail', 'warn', 'pass']));
  it('offers the repair only where something is wrong', () => expect([3, 2, 1].map((value) => judge(value).repair !== null)).toEqual([true, true, false]));
  it('is unknown when a fact was never asked', () => expect(evaluate(check, new Map(), null, 0).outcome).toBe('unknown'));
});

describe('surprises', () => {
  const shown = (command: Command, destroys: readonly string[] = [], before: string | null = null) =>
    viewPlanned({ state: 'planned', blockedBy: null, commands: [command], destroys, restarts: [] }, (each) => viewOf(each, { before, mask: (text) => text.replaceAll('hunter2', '…') }), (text) => text);
  const disks = ['/var/lib/docker', '/opt/allegro/data'];
  const clear = (what: string, base: string) => script('guide/installation/previous.sh', [what, base, ...disks], { effect: 'destroys' });
  const conf = (password: string) => install('/c/apiserver.conf', secret(`users: support ${password}`), { mode: 0o600, effect: 'destroys' });
  const restart = (...services: string[]) => sudo(['docker', 'compose', 'restart', ...services], { effect: 'restarts' });

  it.each([
    ['nothing was approved', [], shown(clear('remove', '/opt/allegro'))],
    ['another base, whose path stands in the words that were shown', shown(clear('remove', '/opt/clearml')), shown(clear('remove', '/opt/allegro'))],
    ['removed and not kept', shown(clear('keep', '/opt/allegro')), shown(clear('remove', '/opt/allegro'))],
    ['another service whose name begins alike', shown(restart('apiserver-es')), shown(restart('apiserver'))],
    ['more is lost', shown(clear('remove', '/opt/allegro'), ['12 files']), shown(clear('remove', '/opt/allegro'), ['12 files', '3 users'])],
    ['other users are lost', shown(conf('hunter2'), ['jane']), shown(conf('hunter2'), ['jane, joe'])],
    ['the file there is another', shown(conf('hunter2'), [], 'jane'), shown(conf('hunter2'), [], 'jane, joe')],
    ['a restart', [], shown(reboot('why'))],
  ])('finds %s', (_name, approved, fresh) => expect(surprises(approved, fresh)).toEqual(fresh));

  it.each([
    ['the very command', shown(clear('remove', '/opt/allegro'), ['12 files']), shown(clear('remove', '/opt/allegro'), ['12 files'])],
    ['less loss', shown(clear('remove', '/opt/allegro'), ['12 files', '3 users']), shown(clear('remove', '/opt/allegro'), ['12 files'])],
    ['a file with its secret masked', shown(conf('hunter2'), ['jane'], 'jane'), shown(conf('hunter2'), ['jane'], 'jane')],
    ['the restart', shown(reboot('why')), shown(reboot('why'))],
    ['what neither destroys nor restarts', [], shown(sudo(['true']))],
  ])('is content with %s', (_name, approved, fresh) => expect(surprises(approved, fresh)).toEqual([]));
});
