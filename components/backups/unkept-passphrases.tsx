import { KeyRound } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { BackupDestination } from '@/lib/contract/backup-destination';
import { placeWords } from './place-words';

/** Destinations whose passphrase perhaps nobody but this console has. */
export function UnkeptPassphrases({ destinations, onShow }: { destinations: readonly BackupDestination[]; onShow: (destination: BackupDestination) => void }) {
  return destinations.filter(({ passphraseKeptAt }) => passphraseKeptAt === null).map((destination) => (
    <Notice
      key={destination.id} tone="warning" title={`Nobody confirmed that the passphrase of ${placeWords(destination.place)} was kept.`}
      action={<Button size="small" icon={KeyRound} aria-label={`Keep the passphrase of ${placeWords(destination.place)}`} onClick={() => onShow(destination)}>Keep the passphrase…</Button>}
    >
      Without it nobody can read the backups there once this console is gone. It is shown again with your password.
    </Notice>
  ));
}
