import { readFileSync } from 'node:fs';

/** What a server says to one question; `seconds` since 1970. */
export type Say = (seconds: number) => string;

/** An answer that was recorded on a server, from the cases of the facts' tests. */
export function recorded(fact: string, name: string): string {
  const cases = JSON.parse(readFileSync(`tests/cases/facts/${fact}.json`, 'utf8')) as { name: string; stdout: string }[];
  const found = cases.find((each) => each.name === name);
  if (!found) throw new Error(`no case "${name}" of ${fact}`);
  return found.stdout;
}
