import { describe, expect, it } from 'vitest';
import { GroundcrewError } from '@/lib/core/errors';
import type { StepPlan } from '@/lib/contract/plan';
import { askFacts } from '@/lib/engine/ask';
import { defineCheck } from '@/lib/engine/check';
import { evaluate } from '@/lib/engine/evaluate';
import { surprises } from '@/lib/engine/surprises';
import { Unreadable, type Fact, type OutsideFact, type ServerFact } from '@/lib/facts/fact';
import { ask, reboot, script, sudo } from '@/lib/shell/command';
import type { Answer, Host, Reach } from '@/lib/shell/host';

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
const reach: Reach = { tcp: () => Promise.reject(new Error('not asked')), http: () => Promise.reject(new Error('not asked')) };

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
  const planned = (...commands: Parameters<typeof surprises>[1]['commands']) => ({ state: 'planned' as const, blockedBy: null, commands, destroys: [], restarts: [] });
  const view = (kind: 'exec' | 'script' | 'reboot', effect: 'destroys' | 'restarts', text: string) => ({ kind, text, as: 'root' as const, effect, why: '', file: null, script: null });
  const approved = (...commands: StepPlan['commands']) => ({ commands }) as unknown as StepPlan;
  const remove = script('guide/installation/previous.sh', ['remove', '/opt/allegro'], { effect: 'destroys' });

  it('finds what was not shown', () => {
    expect(surprises(undefined, planned(remove, sudo(['true'])))).toEqual([remove]);
    expect(surprises(approved(), planned(reboot('why')))).toHaveLength(1);
    expect(surprises(approved(view('script', 'destroys', 'sh guide/installation/previous.sh keep /opt/allegro')), planned(remove))).toEqual([remove]);
  });
  it('is content with what was', () => {
    expect(surprises(approved(view('script', 'destroys', 'sh guide/installation/previous.sh remove /opt/allegro')), planned(remove))).toEqual([]);
    expect(surprises(approved(view('reboot', 'restarts', 'systemctl reboot')), planned(reboot('why')))).toEqual([]);
  });
});
