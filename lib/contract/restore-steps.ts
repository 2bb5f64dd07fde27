/** The steps of a restore between which ClearML is stopped. */
export const restoreStop = 'restore/writers-stopped';
export const restoreStart = 'restore/started';

/** Those that replace data which ClearML writes. */
export const replacingData: readonly string[] = ['restore/mongodb', 'restore/elasticsearch', 'restore/files'];
/** Those that replace anything. */
export const replacing: readonly string[] = [...replacingData, 'restore/configuration', 'restore/redis-flushed'];
