import { formatBytes, gb } from '@/lib/core/units';

/** A threshold as it was entered, and in the unit of the tools beside which it is read: "8 GB (7.5 GiB)". */
export const formatGb = (count: number): string => `${count} GB (${formatBytes(gb(count))})`;
