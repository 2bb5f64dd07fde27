import { installation, preflight, probes, verification } from '@/lib/guide/index';

const titles = new Map([...installation, ...preflight, ...verification, ...probes].map(({ id, title }) => [id, title]));

/** The note of an act on a step or a check begins with its id; a person is told its title. */
export function withTitle(note: string): string {
  const [id = '', ...rest] = note.split(/(?=,)/);
  const title = titles.get(id);
  return title === undefined ? note : [`"${title}"`, ...rest].join('');
}
