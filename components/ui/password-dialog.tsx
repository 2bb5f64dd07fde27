import { useState } from 'react';
import type { Problem } from '@/components/api/problem';
import { Button } from './button';
import { Dialog } from './dialog';
import { PasswordAgain } from './password-again';

interface Props {
  title: string;
  sentence: string;
  /** What the button says. */
  action: string;
  error: Problem | null;
  isPending: boolean;
  onPassword: (password: string) => void;
  onClose: () => void;
}

/** Asks for the own password once more, and for nothing else. */
export function PasswordDialog({ title, sentence, action, error, isPending, onPassword, onClose }: Props) {
  const [password, setPassword] = useState('');
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} sentence={sentence}>
      <form
        method="post"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) onPassword(password);
        }}
      >
        <PasswordAgain value={password} onChange={setPassword} error={error} autoFocus />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={password === ''} busy={isPending && 'Asking…'}>{action}</Button>
        </div>
      </form>
    </Dialog>
  );
}
