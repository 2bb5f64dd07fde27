/** A line for each thing that must hold; the program ends with 1 when one does not. */
export function holds(what: string, is: boolean, seen: unknown = ''): void {
  console.log(`${is ? 'holds' : 'FAILS'}: ${what}${is ? '' : `\n${typeof seen === 'string' ? seen : JSON.stringify(seen, null, 1)}`}`);
  if (!is) process.exitCode = 1;
}
