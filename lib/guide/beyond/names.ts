import { names as namesFact } from '@/lib/facts/names';
import { chapters } from '../chapters';
import { check } from '../define';
import type { Inputs } from '../inputs';
import { hostOf, isName, registryUrl } from '../registry-url';

export const names = check({
  id: 'beyond/names',
  guide: null,
  title: 'The server can look up names',
  chapter: chapters.beyond,
  needs: (inputs) => ({ names: namesFact(wanted(inputs)) }),
  wanted: (inputs) => wanted(inputs).join(', ') || 'no name is needed',
  outcomes: [
    { outcome: 'fail', when: ({ names }) => unknown(names).length > 0, message: ({ names }) => `The server can't look up ${unknown(names).join(', ')}.`, remedy: 'Check the resolver: "resolvectl status" and /etc/resolv.conf. Behind a proxy, enter it on the Settings page.' },
    { outcome: 'pass', when: () => true, message: ({ names }) => (names.size === 0 ? 'No name has to be looked up.' : `The server can look up ${[...names.keys()].join(', ')}.`) },
  ],
});

/** Behind a proxy it is the proxy that looks names up. */
function wanted({ settings }: Inputs): string[] {
  const registry = settings.dockerHttpsProxy === '' ? [hostOf(registryUrl(settings.registryHost))] : [];
  const apt = settings.aptProxy === '' ? [hostOf(settings.aptRepository)] : [];
  return [...new Set([...registry, ...apt])].filter(isName);
}

const unknown = (names: ReadonlyMap<string, string | undefined>): string[] => [...names].flatMap(([name, address]) => (address === undefined ? [name] : []));
