import { firstLine } from './answer';
import type { LoggedContainer } from './logged-container';

/** What recent-logs.sh printed of one log. `end`: the exit code of the command that read it, "late", or empty where it was cut off. */
export interface LogSection { readonly kind: string; readonly name: string; readonly lines: string[]; bytes: number; end: string }

/** Lines of ours begin with "=", what was read with "|". Pure. */
export function sectionsOf(lines: readonly string[]): LogSection[] {
  const sections: LogSection[] = [];
  for (const line of lines) {
    const section = sections.at(-1);
    if (line.startsWith('|')) {
      section?.lines.push(line.slice(1));
      if (section) section.bytes += line.length;
    } else if (line.startsWith('=end ')) {
      if (section) section.end = line.slice(5).trim();
    } else {
      const [, kind, name] = /^=log ([a-z]{1,20}) (\S{1,300})$/.exec(line) ?? [];
      if (kind !== undefined && name !== undefined) sections.push({ kind, name, lines: [], bytes: 0, end: '' });
    }
  }
  return sections;
}

/** What is shown as its name. */
export function titleOf({ kind, name }: LogSection, containers: readonly LoggedContainer[] | undefined): string {
  if (kind === 'container') return `container ${containers?.find(({ id }) => id === name)?.name ?? name.slice(0, 12)}`;
  return { containers: "Docker's list of containers", events: "Docker's events", kernel: "the kernel's log", file: `the file ${name}` }[kind] ?? `the journal of ${name}`;
}

/** Why it could not be read, or not to its end, in a sentence. `isWhole`: what was printed is all there. */
export function troubleOf({ end, lines }: LogSection, title: string, isWhole: boolean): string[] {
  const said = firstLine(lines.at(-1) ?? '');
  if (end === '0' || (end === '' && !isWhole)) return [];
  if (end === 'late') return [`Not read, for the time was over: ${title}.`];
  if (end === '124' || end === '137') return [`Not read to its end, since it took more than 15 s: ${title}.`];
  return [`Not read: ${title}${said === '' ? ` (exit code ${/^\d{1,3}$/.test(end) ? end : 'unknown'})` : `. It was answered: ${said}`}.`];
}

