import { structuredPatch } from 'diff';
import { useMemo } from 'react';
import { cn } from './class-names';
import { showHidden } from './code';
import { compareLineEnds } from './line-ends';

interface Props {
  /** Null: the file does not exist yet. */
  before: string | null;
  after: string;
  /** Read out, such as the file's path. */
  label: string;
  /** Unchanged lines around a change. */
  context?: number;
}

const kinds = {
  '+': { style: 'bg-good-soft', mark: '+', word: 'added' },
  '-': { style: 'bg-bad-soft', mark: '−', word: 'removed' },
  ' ': { style: '', mark: ' ', word: '' },
} as const;

/** A unified diff with line numbers. Sign and colour say the same; the sign is read out. */
export function DiffView({ before, after, label, context = 3 }: Props) {
  const { rows, note } = useMemo(() => {
    const compared = compareLineEnds(before, after);
    return { rows: diffRows(compared.before, compared.after, context), note: compared.note };
  }, [before, after, context]);
  if (rows.length === 0) return <p className="text-ink-faint">{note ?? 'No difference.'}</p>;
  const table = (
    <div role="group" aria-label={`Changes in ${label}`} tabIndex={0} className="focus-inside max-h-128 overflow-auto rounded-md border border-line bg-surface font-mono text-sm">
      <table className="w-full border-collapse">
        <tbody>
          {rows.map((row, index) =>
            row.kind === 'gap' ? (
              <tr key={index}><td colSpan={4} className="bg-sunken px-3 text-ink-faint">{row.text}</td></tr>
            ) : (
              <tr key={index} className={cn('align-top', kinds[row.kind].style)}>
                <Gutter>{row.old}</Gutter>
                <Gutter>{row.new}</Gutter>
                <td className="w-4 pl-2 select-none"><span aria-hidden>{kinds[row.kind].mark}</span><span className="sr-only">{kinds[row.kind].word}</span></td>
                <td className={cn('pr-3 break-all whitespace-pre-wrap', row.kind === ' ' && 'text-ink-soft')}>{showHidden(row.text) || ' '}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
  return note === null ? table : <div className="flex flex-col gap-1.5"><p className="text-sm text-ink-soft">{note}</p>{table}</div>;
}

const Gutter = ({ children }: { children: number | null }) => <td aria-hidden className="w-8 min-w-8 pr-1 text-right text-ink-soft select-none max-sm:hidden">{children}</td>;

type Row = { kind: keyof typeof kinds; old: number | null; new: number | null; text: string } | { kind: 'gap'; text: string };

function diffRows(before: string, after: string, context: number): Row[] {
  // A pathological pair gives up after this many edits, and is then shown as a whole replacement.
  const patch = structuredPatch('', '', before, after, '', '', { context, maxEditLength: 20_000 });
  const hunks = patch?.hunks ?? [{ oldStart: 1, newStart: 1, lines: [...before.split('\n').map((line) => `-${line}`), ...after.split('\n').map((line) => `+${line}`)] }];
  return hunks.flatMap((hunk, index) => {
    let [oldLine, newLine] = [hunk.oldStart, hunk.newStart];
    const rows: Row[] = index > 0 || hunk.oldStart > 1 ? [{ kind: 'gap', text: `line ${hunk.newStart}` }] : [];
    for (const line of hunk.lines) {
      const [sign, text] = [line.charAt(0), line.slice(1)];
      if (sign === '+') rows.push({ kind: '+', old: null, new: newLine++, text });
      else if (sign === '-') rows.push({ kind: '-', old: oldLine++, new: null, text });
      else if (sign === ' ') rows.push({ kind: ' ', old: oldLine++, new: newLine++, text });
      else rows.push({ kind: 'gap', text: text.trim() });
    }
    return rows;
  });
}
