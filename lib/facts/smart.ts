import { seconds } from '@/lib/core/units';
import { firstLine, json, printed, record } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface DiskHealth {
  /** Such as /dev/sda. */
  readonly device: string;
  /** What the disk says of itself. */
  readonly passed: boolean;
  /** Sectors that it replaced or can't read, and percent of its life that are used up; `undefined` where it does not tell. */
  readonly badSectors: number | undefined;
  readonly usedPercent: number | undefined;
}

/** Health of the disks that tell one, which virtual ones do not; `undefined` without smartctl (smartctl(8), --json). */
export const smart: ServerFact<readonly DiskHealth[] | undefined> = {
  from: 'server',
  id: 'smart',
  command: reading('smart', [], 'root', 'What the disks say of their own health'),
  timeout: seconds(120),
  parse(answer) {
    const [state, ...lines] = printed(answer, 'the health of its disks').trim().split('\n');
    if (state === 'absent') return undefined;
    if (state !== 'there') throw new Unreadable('The server does not tell the health of its disks.');
    return lines.filter((line) => line.trim() !== '').flatMap((line) => readDisk(json(line, 'the health of its disks')));
  },
};

function readDisk(document: unknown): DiskHealth[] {
  const all = record(document);
  const passed = record(all.smart_status).passed;
  if (typeof passed !== 'boolean') return [];
  const name = record(all.device).name;
  const table = record(all.ata_smart_attributes).table;
  const rows = (Array.isArray(table) ? table : []).map(record);
  // Reallocated, pending and uncorrectable sectors (ATA attributes 5, 197 and 198).
  const bad = rows.flatMap(({ id, raw }) => (id === 5 || id === 197 || id === 198 ? [number(record(raw).value) ?? 0] : []));
  const nvme = record(all.nvme_smart_health_information_log);
  return [{ device: typeof name === 'string' ? firstLine(name) : 'a disk', passed, badSectors: bad.length > 0 ? bad.reduce((sum, each) => sum + each, 0) : number(nvme.media_errors), usedPercent: number(nvme.percentage_used) }];
}

const number = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
