'use client';
import { KeyRound, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Code } from '@/components/ui/code';
import { IconButton } from '@/components/ui/icon-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { StageSection } from '@/components/wizard/stage-page';
import type { BackupDestination, ListedBackupDestination } from '@/lib/contract/backup-destination';
import { count } from '@/lib/core/units';
import { DestinationForm, type SavedDestination } from './destination-form';
import { ForgetDestination } from './forget-destination';
import { placeWords } from './place-words';
import { RunbookButton } from './runbook-button';

interface Props {
  server: string;
  destinations: readonly ListedBackupDestination[];
  onSaved: (saved: SavedDestination) => void;
  /** Wants the passphrase of one to be shown again. */
  onShow: (destination: BackupDestination) => void;
}

/** Where backups go: add, edit, forget. */
export function DestinationsSection({ server, destinations, onSaved, onShow }: Props) {
  /** The id of one, or "new". */
  const [edits, setEdits] = useState<string | null>(null);
  const [forgets, setForgets] = useState<ListedBackupDestination | null>(null);
  const form = (destination: BackupDestination | null) => <DestinationForm server={server} destination={destination} action={destination ? 'Save the destination' : 'Add the destination'} onCancel={() => setEdits(null)} onSaved={(saved) => { setEdits(null); onSaved(saved); }} />;
  return (
    <StageSection title="Destinations" sentence="Backups are encrypted before they are written there." aside={edits === null && <Button size="small" kind="quiet" icon={Plus} onClick={() => setEdits('new')}>Add a destination</Button>}>
      {edits === 'new' && form(null)}
      <ul>
        {destinations.map((destination) => (
          <li key={destination.id} className="border-b border-line py-2 last:border-b-0">
            {edits === destination.id ? form(destination) : (
              <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-1">
                <p className="min-w-0"><Code>{placeWords(destination.place)}</Code> {destination.scheduled && <Badge tone="accent">{destination.scheduled === 'backups' ? 'scheduled' : 'scheduled copies'}</Badge>} <span className="text-ink-soft">{heldWords(destination)}, added <RelativeTime at={destination.createdAt} />.{destination.repositoryId === null && ' Until a backup goes there its passphrase can be changed.'}</span></p>
                <div className="flex flex-wrap items-center gap-1">
                  <RunbookButton server={server} destination={destination.id} place={placeWords(destination.place)} />
                  <IconButton icon={KeyRound} size="small" label={`Show the passphrase of ${placeWords(destination.place)}`} onClick={() => onShow(destination)} />
                  <IconButton icon={Pencil} size="small" label={`Edit ${placeWords(destination.place)}`} onClick={() => setEdits(destination.id)} />
                  <IconButton icon={Trash2} size="small" label={`Forget ${placeWords(destination.place)}`} onClick={() => setForgets(destination)} />
                </div>
              </div>
            )}
          </li>
        ))}
      </ul>
      {forgets && <ForgetDestination server={server} destination={forgets} onClose={() => setForgets(null)} />}
    </StageSection>
  );
}

/** "30 complete, 1 incomplete". */
function heldWords({ complete, incomplete, repositoryId }: ListedBackupDestination): string {
  if (complete + incomplete === 0) return repositoryId === null ? 'No backup went there yet' : 'No backup of which this console knows';
  return `${count(complete, 'complete backup')}${incomplete === 0 ? '' : `, ${incomplete} incomplete`}`;
}
