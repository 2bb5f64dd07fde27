type Ends = 'none' | 'LF' | 'CRLF' | 'mixed';
const words: Record<Ends, string> = { none: 'no line ends', LF: 'LF (Unix)', CRLF: 'CRLF (Windows)', mixed: 'both LF and CRLF' };

/** A difference of two texts, that of their line ends told apart from that of their words. */
export interface Compared {
  before: string;
  after: string;
  /** What is to be said of the line ends; null: nothing. */
  note: string | null;
}

/** Line ends that differ throughout are said in one sentence, instead of marking every line as changed. `before` null: a new file. */
export function compareLineEnds(before: string | null, after: string): Compared {
  const [was, is] = [endsOf(before ?? ''), endsOf(after)];
  const bare = { before: unix(before ?? ''), after: unix(after) };
  if (before === null || was === 'none' || is === 'none') return is === 'CRLF' ? { ...bare, note: `Its lines end with ${words.CRLF}.` } : { before: before ?? '', after, note: null };
  if (was === is) return is === 'CRLF' ? { ...bare, note: null } : { before, after, note: null };
  const only = bare.before === bare.after;
  return { ...bare, note: `${only ? 'Only the line ends differ' : 'The line ends differ, too'}: ${words[was]} before, ${words[is]} after.${only ? ' The text is the same.' : ''}` };
}

function endsOf(text: string): Ends {
  const windows = text.includes('\r\n');
  const isMixed = windows && /(?:^|[^\r])\n/.test(text);
  return isMixed ? 'mixed' : windows ? 'CRLF' : text.includes('\n') ? 'LF' : 'none';
}

const unix = (text: string): string => text.replaceAll('\r\n', '\n');
