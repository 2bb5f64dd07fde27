import type { OutcomeRule } from '@/lib/engine/types';
import type { Inputs } from './inputs';

/** First rule of what is asked of TLS only: without it there is nothing to judge. */
export const unused: OutcomeRule<Inputs, unknown> = {
  outcome: 'pass',
  when: (_facts, { settings: { access } }) => access.kind === 'http',
  message: () => 'Not used: ClearML is reached over plain HTTP.',
};

/** The three names in the guide's order; empty with plain HTTP. */
export const tlsNames = ({ settings: { access } }: Inputs): readonly string[] => (access.kind === 'tls' ? [access.api, access.app, access.files] : []);

/** "one", "one and two", "one, two and three". */
export const listed = (texts: readonly string[]): string => (texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1) ?? ''}`);
