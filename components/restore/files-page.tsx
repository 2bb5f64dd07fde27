import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { FolderList } from './folder-list';
import { Moment } from './moment';
import { placeWords } from '@/components/backups/place-words';
import type { BackupPlace } from '@/lib/contract/backup-destination';

/** A backup that a link named. */
export interface ChosenBackup {
  readonly destination: string;
  readonly set: string;
  /** When it was begun; null: this console does not know it. */
  readonly startedAt: string | null;
  /** null: this server has no such destination. */
  readonly place: BackupPlace | null;
}

/** The files of one backup, folder by folder; one file is downloaded, or a copy of it put beside the living one. `chosen`: null: no backup was named. */
export function FilesPage({ server, chosen }: { server: string; chosen: ChosenBackup | null }) {
  return (
    <>
      <PageHeader name={chosen ? <NameOf {...chosen} /> : 'Files of a backup'} sentence="A file is downloaded, or a copy of it is put beside the one that is there, with the time behind its name. Nothing that is there is changed." />
      {chosen ? <FolderList server={server} destination={chosen.destination} set={chosen.set} /> : <Notice title="No backup was chosen.">Choose one on the Backups page, by its link “Files”.</Notice>}
    </>
  );
}

function NameOf({ startedAt, place }: ChosenBackup) {
  return <span className="wrap-anywhere">{startedAt === null ? 'Files of a backup that was made elsewhere' : <>Files of the backup of <Moment at={startedAt} /></>}{place && `, at ${placeWords(place)}`}</span>;
}
