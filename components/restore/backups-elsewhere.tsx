'use client';
import { DestinationForm } from '@/components/backups/destination-form';
import { StageSection } from '@/components/wizard/stage-page';
import { InstallRestic } from './install-restic';

interface Props {
  server: string;
  /** Given the id of the place. */
  onSaved: (destination: string) => void;
  onCancel?: () => void;
}

/** Where backups of another server lie, such as of one that burned down: this server knows them from then on, and whoever made them keeps them. */
export function BackupsElsewhere({ server, onSaved, onCancel }: Props) {
  return (
    <StageSection title="Restore a backup that was made elsewhere" sentence="Say where it lies, and its passphrase. The server looks whether that opens it; nothing there is changed.">
      <DestinationForm
        server={server} destination={null} holdsBackups action="Look for backups there" onSaved={({ destination }) => onSaved(destination.id)} {...(onCancel ? { onCancel } : {})}
        remedyOf={(reason, again) => (reason === 'backup.no-restic' ? <InstallRestic server={server} onDone={again} /> : null)}
      />
    </StageSection>
  );
}
