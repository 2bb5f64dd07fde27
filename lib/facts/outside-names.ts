import type { OutsideFact } from './fact';

/** Name to its addresses by the console's name service; none: there is no such name. */
export function outsideNames(names: readonly string[]): OutsideFact<readonly { readonly name: string; readonly addresses: readonly string[] }[]> {
  return {
    from: 'console',
    id: `outside:names:${names.join(',')}`,
    shown: `The addresses of ${names.join(', ')}`,
    ask: (reach) => Promise.all(names.map(async (name) => ({ name, addresses: await reach.names(name) }))),
  };
}
