const breaks = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** The text in one line, with its first sentence apart: what a headline says, and what is left for the lines below. */
export function splitFirstSentence(text: string): { readonly first: string; readonly rest: string } {
  const line = text.replaceAll(breaks, ' ').trim();
  const end = /[.!?](?= +\p{Lu})/u.exec(line);
  return end === null ? { first: line, rest: '' } : { first: line.slice(0, end.index + 1), rest: line.slice(end.index + 1).trim() };
}

export const firstSentence = (text: string): string => splitFirstSentence(text).first;
