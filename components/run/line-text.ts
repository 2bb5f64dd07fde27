import Anser from 'anser';

/** A piece of a line with one look. `mark` stands for something that a terminal would have obeyed or hidden. */
export interface Segment {
  readonly text: string;
  /** A token name such as `red` or `bright-blue`; null is the ordinary colour. */
  readonly colour: string | null;
  readonly looks: readonly ('bold' | 'dim' | 'italic' | 'underline' | 'strikethrough' | 'reverse')[];
  readonly mark: boolean;
}

/**
 * A line of output as pieces of plain text (security case T-XSS-1). Colours become token names. Other escape sequences,
 * control characters and characters that reorder or hide text are taken out of effect and shown as marks, so that what
 * is read is what was written.
 */
export function segmentsOf(line: string): Segment[] {
  if (!suspicious.test(line)) return [{ text: line, colour: null, looks: [], mark: false }];
  const entries = Anser.ansiToJson(neutralise(line), { json: true, use_classes: true, remove_empty: true });
  return entries.flatMap((entry) => {
    const looks = entry.decorations.filter((look) => look !== 'blink' && look !== 'hidden');
    return splitMarks(entry.content).map(({ text, mark }) => ({ text, mark, colour: mark ? null : colourOf(entry.fg), looks: mark ? [] : looks }));
  });
}

/** The same line for searching and copying: marks stay, colours go. */
export function plainText(line: string): string {
  return suspicious.test(line) ? segmentsOf(line).map((segment) => segment.text).join('') : line;
}

// Two private-use characters fence a mark on its way through the colour parser; the same ones in the input become marks first.
const [open, close] = ['\uF8F0', '\uF8F1'];
const fence = (text: string) => `${open}${text}${close}`;

const suspicious = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u00AD\u034F\u061C\u180E\u200B-\u200F\u2028-\u202F\u2060-\u206F\uFEFF\uFFF9-\uFFFB\uF8F0\uF8F1\u{E0000}-\u{E007F}]/u;
const each = new RegExp(suspicious.source, 'gu');
const colours = /^\x1b\[[\d;:]*m/;
const cursor = /^\x1b\[[0-?]*[ -/]*[@-~]/;
/** OSC, DCS, SOS, PM and APC up to their terminator; without one, only the introducer is taken. */
const stringSequence = /^\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)/;
const kinds: Record<string, string> = { ']': 'OSC', P: 'DCS', X: 'SOS', '^': 'PM', _: 'APC' };

function neutralise(line: string): string {
  const states = line.replace(/\r+$/, '').split('\r');
  // A terminal would show the last state only; the others are counted, and stand in the downloaded file.
  const shown = states.findLast((state) => state !== '') ?? '';
  const overwritten = states.length > 1 ? fence(`↺${states.length - 1} `) : '';
  let rest = shown;
  let result = overwritten;
  while (rest !== '') {
    const at = rest.indexOf('\x1b');
    if (at < 0) return result + rest.replaceAll(each, visible);
    result += rest.slice(0, at).replaceAll(each, visible);
    rest = rest.slice(at);
    const sequence = (colours.exec(rest) ?? stringSequence.exec(rest) ?? cursor.exec(rest))?.[0];
    if (sequence && colours.test(sequence)) result += sequence.replaceAll(':', ';');
    // Cursor and erase sequences are dropped without a mark: nothing is erased here, so nothing is hidden.
    else if (sequence && stringSequence.test(sequence)) result += fence(`⟨${kinds[sequence.charAt(1)] ?? 'ESC'} ${number(sequence)}⟩`.replace(' ⟩', '⟩'));
    else if (!sequence) result += fence('␛');
    rest = rest.slice(sequence?.length ?? 1);
  }
  return result;
}

/** The number of an OSC, such as 52 (clipboard) or 8 (link): what it tried, without what it carried. */
const number = (sequence: string) => /^\x1b\](\d{1,4})/.exec(sequence)?.[1] ?? '';

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return fence(String.fromCodePoint(0x2400 + code));
  if (code === 0x7f) return fence('␡');
  return fence(`⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`);
}

function splitMarks(content: string): { text: string; mark: boolean }[] {
  return content
    .split(/(\uF8F0[^\uF8F1]*\uF8F1)/)
    .filter((text) => text !== '')
    .map((text) => (text.startsWith(open) ? { text: text.slice(1, -1), mark: true } : { text, mark: false }));
}

/** Only the sixteen named colours have tokens; others keep the ordinary colour, which is readable in both themes. */
const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
function colourOf(name: string | null): string | null {
  const palette = /^ansi-palette-(\d+)$/.exec(name ?? '')?.[1];
  if (palette !== undefined) return Number(palette) < 16 ? `${Number(palette) > 7 ? 'bright-' : ''}${names[Number(palette) % 8]}` : null;
  return /^ansi-((?:bright-)?(?:black|red|green|yellow|blue|magenta|cyan|white))$/.exec(name ?? '')?.[1] ?? null;
}
