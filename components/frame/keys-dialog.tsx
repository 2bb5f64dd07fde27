'use client';
import { Dialog } from '@/components/ui/dialog';
import { KeyHints } from '@/components/ui/key-hints';

const keys = [
  { keys: 'Ctrl K', does: 'Go to a place, run an action, find a setting' },
  { keys: '/', does: 'Search this page' },
  { keys: '?', does: 'Show these keys' },
  { keys: 'Esc', does: 'Close what is open' },
  { keys: 'Tab', does: 'Go to the next control; with Shift, to the one before' },
];

export const KeysDialog = ({ onClose }: { onClose: () => void }) => (
  <Dialog open onOpenChange={onClose} title="Keys" sentence="Everything can be done by keyboard.">
    <KeyHints keys={keys} />
  </Dialog>
);
