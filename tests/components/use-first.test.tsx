import { render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { useFirst } from '@/components/ui/use-first';

const rows = Array.from({ length: 100 }, (_, index) => index);
const List = ({ chosen }: { chosen?: number }) => <ul>{useFirst(rows, (row) => row === chosen).map((row) => <li key={row}>{row}</li>)}</ul>;

it('leaves the end of a long list out of the HTML, but for what is chosen', () => {
  expect(renderToString(<List />).match(/<li>/g)).toHaveLength(60);
  expect(renderToString(<List chosen={99} />)).toContain('<li>99</li>');
});

it('shows all of it in the browser', () => {
  render(<List />);
  expect(screen.getAllByRole('listitem')).toHaveLength(100);
});
