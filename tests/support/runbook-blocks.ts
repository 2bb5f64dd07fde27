/** The blocks of shell of a runbook, in the order in which they are to be typed. A fence may have more than three marks. */
export function shellBlocks(text: string): string[] {
  const blocks: string[][] = [];
  let fence = '';
  for (const line of text.split('\n')) {
    if (fence !== '' && line === fence) fence = '';
    else if (fence !== '') blocks.at(-1)?.push(line);
    else {
      fence = /^(`{3,})sh$/.exec(line)?.[1] ?? '';
      if (fence !== '') blocks.push([]);
    }
  }
  return blocks.map((lines) => lines.join('\n'));
}
