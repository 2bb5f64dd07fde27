import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { ConfirmByName } from '@/components/ui/confirm-by-name';

const dialog = (onConfirm: (name: string) => void, onOpenChange = vi.fn()) =>
  render(<ConfirmByName open onOpenChange={onOpenChange} title="Remove clearml-1" lost={['The profile']} name="clearml-1" action="Remove the server" onConfirm={onConfirm} />);

it('T-DEST-1: destroys only after the very name is typed', async () => {
  const user = userEvent.setup();
  const confirm = vi.fn();
  dialog(confirm);
  expect(screen.getByText('The profile')).toBeInTheDocument();
  const field = screen.getByLabelText('Type clearml-1 to confirm');
  expect(field).toHaveFocus();
  await user.type(field, 'clearml-{Enter}');
  expect(screen.getByRole('button', { name: 'Remove the server' })).toBeDisabled();
  expect(confirm).not.toHaveBeenCalled();
  await user.type(field, '1{Enter}');
  expect(confirm).toHaveBeenCalledExactlyOnceWith('clearml-1');
});

it('Esc leaves everything as it is', async () => {
  const user = userEvent.setup();
  const [confirm, close] = [vi.fn(), vi.fn()];
  dialog(confirm, close);
  await user.keyboard('{Escape}');
  expect(close).toHaveBeenCalledWith(false);
  expect(confirm).not.toHaveBeenCalled();
});
