/** Characters of a line that are looked at: as many as the console takes for one line. */
const longest = 16 * 1024;
/** Characters of a line that are shown. */
const shown = 600;
const colours = /\u001b\[[0-9;?]{0,32}[ -/]{0,4}[@-~]/g;
const controls = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * A line as signs are written: lower case, without colours, quotes and backslashes, single blanks. So the same words are found in a plain log, in
 * JSON, and in JSON within JSON.
 */
export function plainForm(text: string): string {
  return text.slice(0, longest).replace(colours, '').replace(controls, ' ').replace(/\\[nrt]/g, ' ').replace(/["'`\\‘’“”]/g, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** What may be shown of a line (redacted already): inert, and of a long one the part around `word` with signs of what was left out. */
export function excerpt(text: string, word: string): string {
  const clean = text.replace(colours, '').replace(controls, ' ').trim();
  if (clean.length <= shown) return clean;
  const from = Math.max(0, Math.min(clean.toLowerCase().indexOf(word) - shown / 3, clean.length - shown));
  const part = clean.slice(from, from + shown).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
  return `${from > 0 ? '…' : ''}${part}${from + shown < clean.length ? '…' : ''}`;
}
