import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { RemarkList } from '@/components/materials/remark-list';

it('says a mistake in our words; the parser’s are folded', () => {
  render(<RemarkList remarks={[{ severity: 'error', rule: 'yaml-syntax', slot: 'compose', line: 4, message: 'It is wrong.', remedy: 'Mend it.', detail: 'Implicit keys need to be on a single line' }]} />);
  expect(screen.getByRole('listitem')).toHaveTextContent(/^Error, line 4: It is wrong. Mend it./);
  expect(screen.getByText('Implicit keys need to be on a single line').closest('details')).not.toHaveAttribute('open');
});
