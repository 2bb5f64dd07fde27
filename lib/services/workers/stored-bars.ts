import type { Bars } from './bars';

/** What guide/backups/store.sh tells of restic: "Read 300 of 1000 bytes", and "Read 300 bytes" of a stream. */
const told = /^Read (\d{1,15})(?: of (\d{1,15}))? bytes$/;

/** How far a backup's part has been read. `total` grows while restic still counts. */
export function storedBars(): Bars {
  let read: { readonly current: number; readonly total: number | null } | null = null;
  return {
    read: () => (read === null ? [] : [{ id: 'stored', label: 'Read for the backup', unit: 'bytes', ...read }]),
    reset() {
      read = null;
    },
    see(texts) {
      const last = texts.map((text) => told.exec(text)).findLast((match) => match !== null);
      if (!last) return false;
      read = { current: Number(last[1]), total: last[2] === undefined ? null : Number(last[2]) };
      return true;
    },
  };
}
