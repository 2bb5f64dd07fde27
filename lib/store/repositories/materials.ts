import type { MaterialFile, Slot } from '@/lib/contract/materials';
import { GroundcrewError } from '@/lib/core/errors';
import type { Secret } from '@/lib/core/secret';
import type { Material } from '@/lib/generated/prisma/client';
import type { Database } from '../database';
import type { Encryption } from '../encryption';
import { iso } from './times';

export interface MaterialRecord extends MaterialFile {
  readonly content: Secret;
}

/** The sha256 of the file over which something is done; null: there was none; undefined: whatever lies there. */
type Over = string | null | undefined;

/**
 * The files that ClearML provides, encrypted as text; one for a server and a slot, and the one that it replaced.
 * What takes `over` throws GroundcrewError `conflict` (reason `materials.moved`) when another file lies there by now.
 */
export interface MaterialRepository {
  list(serverId: string): Promise<MaterialRecord[]>;
  /** Of each slot the version that was replaced or removed last. */
  earlier(serverId: string): Promise<MaterialFile[]>;
  /** Their texts, for the redactor alone; null: there is none. */
  earlierTexts(serverId: string): Promise<Readonly<Record<Slot, string | null>>>;
  /** Keeps what lay there as the earlier version; the same content again leaves the earlier one as it is. */
  replace(serverId: string, file: Omit<MaterialRecord, 'savedAt'>, now: number, over?: Over): Promise<void>;
  /** Edits in place: the earlier version stays what it was. */
  edit(serverId: string, file: Omit<MaterialRecord, 'savedAt'>, now: number, over?: Over): Promise<void>;
  /** Changes places with the earlier version. False when there is none. */
  putBack(serverId: string, slot: Slot, over?: Over): Promise<boolean>;
  /** Keeps the file as the earlier version. False when there was no such file. */
  remove(serverId: string, slot: Slot, over?: Over): Promise<boolean>;
  /** Deletes the earlier version for good. False when there is none. */
  forget(serverId: string, slot: Slot): Promise<boolean>;
}

const order: readonly string[] = ['compose', 'override', 'constants'];
/** An earlier version has a row of its own, under a slot that no file is ever put into. */
const suffix = '.earlier';
const earlierOf = (slot: Slot): string => `${slot}${suffix}`;
const isEarlier = ({ slot }: { slot: string }): boolean => slot.endsWith(suffix);
const place = (serverId: string, slot: string) => ({ table: 'Material', column: 'contentEnc', row: `${serverId}/${slot}` });

export function createMaterialRepository(database: Database, encryption: Encryption): MaterialRepository {
  type Rows = Pick<Database, 'material'>;
  const find = (rows: Rows, serverId: string, slot: string) => rows.material.findUnique({ where: { serverId_slot: { serverId, slot } } });
  const open = (row: Material): Secret => encryption.decrypt(row.contentEnc, place(row.serverId, row.slot));
  const write = async (rows: Rows, serverId: string, slot: string, file: Omit<Material, 'serverId' | 'slot' | 'contentEnc'> & { content: Secret }) => {
    const { fileName, bytes, sha256, savedAt, content } = file;
    const data = { fileName, bytes, sha256, savedAt, contentEnc: encryption.encrypt(content, place(serverId, slot)) };
    await rows.material.upsert({ where: { serverId_slot: { serverId, slot } }, create: { serverId, slot, ...data }, update: data });
  };
  /** A row under another slot: encrypted anew, since a text is bound to its place. */
  const move = (rows: Rows, row: Material, slot: string) => write(rows, row.serverId, slot, { ...row, content: open(row) });
  const drop = async (rows: Rows, serverId: string, slot: string) => (await rows.material.deleteMany({ where: { serverId, slot } })).count > 0;
  const rowsOf = async (serverId: string) => (await database.material.findMany({ where: { serverId } })).sort((a, b) => order.indexOf(a.slot) - order.indexOf(b.slot));

  return {
    list: async (serverId) => (await rowsOf(serverId)).filter((row) => !isEarlier(row)).map((row) => ({ ...shown(row), content: open(row) })),
    earlier: async (serverId) => (await rowsOf(serverId)).filter(isEarlier).map(shown),
    async earlierTexts(serverId) {
      const rows = (await rowsOf(serverId)).filter(isEarlier);
      const of = (slot: Slot) => {
        const row = rows.find((each) => each.slot === earlierOf(slot));
        return row === undefined ? null : open(row).reveal();
      };
      return { compose: of('compose'), override: of('override'), constants: of('constants') };
    },
    edit: (serverId, file, now, over) =>
      database.$transaction(async (rows) => {
        refuseOther(await find(rows, serverId, file.slot), over);
        await write(rows, serverId, file.slot, { ...file, savedAt: new Date(now) });
      }),
    replace: (serverId, file, now, over) =>
      database.$transaction(async (rows) => {
        const before = await find(rows, serverId, file.slot);
        refuseOther(before, over);
        if (before && before.sha256 !== file.sha256) await move(rows, before, earlierOf(file.slot));
        await write(rows, serverId, file.slot, { ...file, savedAt: new Date(now) });
      }),
    putBack: (serverId, slot, over) =>
      database.$transaction(async (rows) => {
        const earlier = await find(rows, serverId, earlierOf(slot));
        if (earlier === null) return false;
        const current = await find(rows, serverId, slot);
        refuseOther(current, over);
        await move(rows, earlier, slot);
        if (current) await move(rows, current, earlierOf(slot));
        else await drop(rows, serverId, earlierOf(slot));
        return true;
      }),
    remove: (serverId, slot, over) =>
      database.$transaction(async (rows) => {
        const row = await find(rows, serverId, slot);
        refuseOther(row, over);
        if (row) await move(rows, row, earlierOf(slot));
        return drop(rows, serverId, slot);
      }),
    forget: (serverId, slot) => drop(database, serverId, earlierOf(slot)),
  };
}

function refuseOther(row: Material | null, over: Over): void {
  if (over !== undefined && (row?.sha256 ?? null) !== over) throw new GroundcrewError({ code: 'conflict', reason: 'materials.moved', message: 'The file was changed meanwhile. Nothing was saved.', remedy: 'Look at the files as they are stored now.' });
}

function shown({ slot, fileName, bytes, sha256, savedAt }: Material): MaterialFile {
  return { slot: slot.replace(suffix, '') as Slot, fileName, bytes, sha256, savedAt: iso(savedAt) };
}
