import { names } from '@/lib/facts/names';
import { chapters } from '../chapters';
import { check } from '../define';
import type { Inputs } from '../inputs';

export const publicNames = check({
  id: 'beyond/public-names',
  guide: null,
  title: 'The names of ClearML are known',
  chapter: chapters.beyond,
  needs: (inputs) => ({ names: names(wanted(inputs)) }),
  wanted: (inputs) => wanted(inputs).join(', ') || 'no names: access is by HTTP and an address',
  outcomes: [
    { outcome: 'warn', when: ({ names }) => missing(names).length > 0, message: ({ names }) => `The server can't look up ${missing(names).join(', ')}. Agents on it would not find ClearML.`, remedy: 'Add the names to DNS; they lead to the load balancer that ends TLS.' },
    { outcome: 'pass', when: () => true, message: ({ names }) => (names.size === 0 ? 'ClearML is reached by its address.' : `${[...names.keys()].join(', ')} are known.`) },
  ],
});

const wanted = ({ settings: { access } }: Inputs): string[] => (access.kind === 'tls' ? [access.app, access.api, access.files] : []);
const missing = (found: ReadonlyMap<string, string | undefined>): string[] => [...found].flatMap(([name, address]) => (address === undefined ? [name] : []));
