import { DataTable, type Column } from '@/components/ui/table';
import { StageSection } from '@/components/wizard/stage-page';
import type { SettingsView } from '@/lib/contract/settings';
import { formatBytes } from '@/lib/core/units';

type Disk = NonNullable<SettingsView['disks']>[number];
const mono = (text: string) => <span className="font-mono text-sm break-all">{text}</span>;
const columns: readonly Column<Disk>[] = [
  { id: 'mount', header: 'Mounted at', heads: true, value: (disk) => disk.mount, cell: (disk) => mono(disk.mount) },
  { id: 'source', header: 'Disk', value: (disk) => disk.source, cell: (disk) => mono(disk.source) },
  { id: 'kind', header: 'File system', value: (disk) => disk.fileSystem, cell: (disk) => disk.fileSystem },
  { id: 'size', header: 'Size', align: 'right', value: (disk) => disk.bytes, cell: (disk) => formatBytes(disk.bytes) },
  { id: 'free', header: 'Free', align: 'right', value: (disk) => disk.freeBytes, cell: (disk) => formatBytes(disk.freeBytes) },
  { id: 'role', header: 'Will hold', value: (disk) => disk.role, cell: (disk) => disk.role ?? <span className="text-ink-faint">nothing of ClearML</span> },
];

/** Which disk holds what, as found. The console never partitions, formats or mounts. */
export function DisksFound({ disks }: { disks: SettingsView['disks'] }) {
  return (
    <StageSection title="Disks" sentence="As found on the server. The console never partitions, formats or mounts: where a disk is missing, preflight shows the commands.">
      {disks === null ? <p className="text-ink-soft">Not asked yet. “Check the server” asks.</p> : <DataTable label="Disks of the server" urlPrefix="disk-" rows={disks} columns={columns} rowKey={(disk) => disk.mount} />}
    </StageSection>
  );
}
