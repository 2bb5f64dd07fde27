import { defineStep } from '@/lib/engine/step';
import type { Step } from '@/lib/engine/types';
import type { ServerFact } from '@/lib/facts/fact';
import type { Inputs } from '@/lib/guide/inputs';
import { ask, sudo } from '@/lib/shell/command';

/** Where the steps work on the server, and the test holds them by gates: files that it makes and removes. */
export const onceDirectory = '/var/lib/once';
const content = (name: string): ServerFact<string> => ({ from: 'server', id: `once:${name}`, command: ask(['cat', `${onceDirectory}/${name}`]), parse: ({ stdout }) => stdout });

const around = (name: string): Step<Inputs> =>
  defineStep<Inputs, { mark: ServerFact<string> }>({
    id: `once/${name}`, guide: null, title: `The step ${name}`, why: 'Stands beside the one that must not run twice', usually: 1000,
    needs: () => ({ mark: content(name) }),
    plan: ({ mark }) => (mark === '' ? [sudo(['sh', '-c', 'echo "$1" >"$0"', `${onceDirectory}/${name}`, name])] : []),
  });

/** Prints as many numbered lines as the file `lines` says, before and behind its one effect; waits at both gates. */
const effect = `cd "$0"
seq -f 'line %06.0f before' "$(cat lines)"
until [ -e gate-before ]; do sleep 0.05; done
echo 'an effect' >>effects
sync effects
seq -f 'line %06.0f behind' "$(cat lines)"
until [ -e gate-behind ]; do sleep 0.05; done
echo 'the end'`;

export const effectStep = 'once/effect';

/** Three steps; the middle one would leave a second line if it ran twice. */
export const onceSteps: readonly Step<Inputs>[] = [
  around('first'),
  defineStep<Inputs, { effects: ServerFact<string> }>({
    id: effectStep, guide: null, title: 'The step that must not run twice', why: 'Appends a line to a file', usually: 5000,
    needs: () => ({ effects: content('effects') }),
    plan: ({ effects }) => (effects.includes('an effect') ? [] : [sudo(['sh', '-eu', '-c', effect, onceDirectory])]),
  }),
  around('last'),
];
