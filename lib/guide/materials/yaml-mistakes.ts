export interface Mistake {
  /** Such as "this line begins with a tab": goes on behind a colon. */
  readonly message: string;
  readonly remedy: string;
}

const indentation: Mistake = { message: 'this line is indented otherwise than the lines that it belongs with.', remedy: 'Begin it with as many blanks as its neighbours have.' };
const bracket: Mistake = { message: 'a bracket "[" or "{" was opened above and is not closed.', remedy: 'Close it with "]" or "}".' };
const colon: Mistake = { message: 'a ":" is missing behind a key.', remedy: 'Write "key: value", or "key:" with its lines indented below it.' };
const quote: Mistake = { message: 'a quotation mark was opened, here or above, and is not closed.', remedy: 'Close it in the line in which it was opened.' };
const anything: Mistake = { message: 'from this line on it makes no sense.', remedy: 'Compare the line with the file that ClearML provided.' };

/** By the codes of the package `yaml`, version 2. */
const mistakes: Readonly<Record<string, (said: string) => Mistake>> = {
  TAB_AS_INDENT: () => ({ message: 'this line begins with a tab; only blanks may indent.', remedy: 'Replace every tab at the beginning of a line by blanks.' }),
  BAD_INDENT: (said) => (said.startsWith('Flow') ? bracket : indentation),
  MISSING_CHAR: (said) => (/quote/.test(said) ? quote : { message: 'a comma or a bracket is missing.', remedy: 'Separate the items by commas and close the bracket.' }),
  MULTILINE_IMPLICIT_KEY: () => colon,
  KEY_OVER_1024_CHARS: () => colon,
  BLOCK_AS_IMPLICIT_KEY: () => ({ message: 'behind the value of this key a second key begins.', remedy: 'Put quotation marks around a value that holds ": ", and see that the next lines are not indented too far.' }),
  BAD_SCALAR_START: () => ({ message: 'a value begins with a sign that has another meaning here ("@", "`" or "%").', remedy: 'Put quotation marks around the value.' }),
  BAD_DQ_ESCAPE: () => ({ message: 'a backslash within double quotation marks stands before a letter that it does not go with.', remedy: 'Write two backslashes, or use single quotation marks.' }),
  UNEXPECTED_TOKEN: () => ({ message: 'something stands here that belongs to nothing above it.', remedy: 'Look for a bracket too many, or a line that is indented wrongly.' }),
};

/** What a parser's error means, in words for an operator. */
export const mistakeOf = (code: string, said: string): Mistake => mistakes[code]?.(said) ?? anything;
