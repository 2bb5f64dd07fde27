import { expect, it } from 'vitest';
import { defineCheck } from '@/lib/engine/check';
import type { ServerFact } from '@/lib/facts/fact';
import type { Inputs } from '@/lib/guide/inputs';
import { runnableOf } from '@/lib/services/workers/runnable';
import { ask, sudo } from '@/lib/shell/command';

const text: ServerFact<string> = { from: 'server', id: 'text', command: ask(['cat', '/text']), parse: ({ stdout }) => stdout };
const check = defineCheck<Inputs, { text: ServerFact<string> }>({
  id: 'test/text', guide: null, title: 'Text', chapter: 'Test',
  needs: () => ({ text }),
  outcomes: [
    { outcome: 'fail', when: (facts) => facts.text === 'bad', message: () => 'It is bad.', remedy: 'Mend it.' },
    { outcome: 'warn', isLeftByRepair: true, when: (facts) => facts.text === 'a matter of taste', message: () => 'It is a matter of taste.', remedy: 'Decide.' },
    { outcome: 'warn', when: (facts) => facts.text === 'strange', message: () => 'It is strange.', remedy: 'Look at it.' },
    { outcome: 'pass', when: () => true, message: () => 'It is good.' },
  ],
  repair: { title: 'Mend it', plan: (facts) => (facts.text === 'bad' ? [sudo(['mend'])] : []) },
});

it.each([
  ['bad', 'planned', null],
  ['good', 'in-place', null],
  ['a matter of taste', 'in-place', null],
  ['strange', 'blocked', 'It is strange.'],
])('a repair whose check finds it %s is %s', (value, state, blockedBy) => {
  const runnable = runnableOf({ preflight: [check], installation: [], verification: [], probes: [] }, { kind: 'repair', id: 'run' }, 'test/text', {} as Inputs, 0);
  expect(runnable!.plan(new Map([['text', { readable: true, value }]]))).toMatchObject({ state, blockedBy });
});

it('a backup without its destination is blocked, and says so', () => {
  const runnable = runnableOf({ preflight: [], installation: [], verification: [], probes: [] }, { kind: 'backup', id: 'run' }, 'backups/mongodb', {} as Inputs, 0);
  expect(runnable!.plan(new Map())).toMatchObject({ state: 'blocked', blockedBy: expect.stringContaining('The destination of this backup was removed.') as string });
});
