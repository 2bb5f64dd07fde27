import { render, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { DiffView } from '@/components/ui/diff-view';

const rows = () => within(screen.getByRole('group')).getAllByRole('row').map((row) => row.textContent);

it('shows what is removed and added with its line numbers, and unchanged lines around it', () => {
  render(<DiffView label="constants.env" before={'A=1\nB=2\nC=3\n'} after={'A=1\nB=9\nC=3\nD=4\n'} />);
  expect(rows()).toEqual(['11 A=1', '2−removedB=2', '2+addedB=9', '33 C=3', '4+addedD=4']);
});

it('shows a new file as added throughout', () => {
  render(<DiffView label="new" before={null} after={'one\ntwo\n'} />);
  expect(rows()).toEqual(['1+addedone', '2+addedtwo']);
});

it('folds what is far from a change', () => {
  const lines = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`);
  render(<DiffView label="long" before={lines.join('\n')} after={lines.with(20, 'changed').join('\n')} context={1} />);
  expect(rows()[0]).toBe('line 20');
  expect(rows()).toHaveLength(5);
});

it('says when nothing differs', () => {
  render(<DiffView label="same" before="x" after="x" />);
  expect(screen.getByText('No difference.')).toBeInTheDocument();
});

it('says in one line that only the line ends differ', () => {
  render(<DiffView label="constants.env" before={'A=1\nB=2\n'} after={'A=1\r\nB=2\r\n'} />);
  expect(screen.getByText('Only the line ends differ: LF (Unix) before, CRLF (Windows) after. The text is the same.')).toBeInTheDocument();
  expect(screen.queryByRole('group')).toBeNull();
});

it('marks only the lines that differ in more than their ends', () => {
  render(<DiffView label="constants.env" before={'A=1\r\nB=2\r\n'} after={'A=1\nB=3\n'} />);
  expect(screen.getByText('The line ends differ, too: CRLF (Windows) before, LF (Unix) after.')).toBeInTheDocument();
  expect(rows()).toEqual(['11 A=1', '2−removedB=2', '2+addedB=3']);
});

it('hides no single line end that differs where both are mixed', () => {
  render(<DiffView label="constants.env" before={'A=1\r\nB=2\nC=3\n'} after={'A=1\nB=2\r\nC=3\n'} />);
  expect(rows().filter((row) => /removed|added/.test(row ?? ''))).toHaveLength(4);
});

it('shows a file with Windows line ends without a mark at each line', () => {
  render(<DiffView label="constants.env" before={'A=1\r\nB=2\r\n'} after={'A=1\r\nB=3\r\n'} />);
  expect(rows()).toEqual(['11 A=1', '2−removedB=2', '2+addedB=3']);
});
