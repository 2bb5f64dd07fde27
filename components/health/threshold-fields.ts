import type { Thresholds } from '@/lib/contract/watch';

export interface ThresholdField {
  readonly name: keyof Thresholds;
  readonly label: string;
  /** Behind the number; empty for a bare one. */
  readonly unit: string;
  /** Whether the default is the guide's; else it is ours. */
  readonly ofGuide?: true;
}

/** All thresholds in the order of the form. */
export const thresholdGroups: readonly { readonly title: string; readonly fields: readonly ThresholdField[] }[] = [
  {
    title: 'Machine',
    fields: [
      { name: 'loadWarn', label: '5-minute load: warning above', unit: '', ofGuide: true },
      { name: 'loadFail', label: '5-minute load: fails above', unit: '', ofGuide: true },
      { name: 'memoryWarnGb', label: 'Available memory: warning below', unit: 'GB', ofGuide: true },
      { name: 'memoryFailGb', label: 'Available memory: fails below', unit: 'GB' },
      { name: 'pressureWarn', label: 'Waiting for CPU, memory or disks: warning above', unit: '%' },
      { name: 'fileHandlesWarn', label: 'File handles in use: warning above', unit: '%' },
      { name: 'clockOffsetWarnMs', label: 'Clock offset: warning above', unit: 'ms' },
    ],
  },
  {
    title: 'Disks',
    fields: [
      { name: 'diskNote', label: 'Free space and inodes: note below', unit: '%', ofGuide: true },
      { name: 'diskWarn', label: 'Free space and inodes: warning below', unit: '%', ofGuide: true },
      { name: 'diskFail', label: 'Free space and inodes: fails below', unit: '%', ofGuide: true },
      { name: 'oldLogDays', label: 'Rotated logs: deletion offered after', unit: 'days' },
    ],
  },
  {
    title: 'Services and databases',
    fields: [
      { name: 'responseWarnMs', label: 'Response time: warning above', unit: 'ms' },
      { name: 'apiserverMemoryGb', label: 'Memory of the API server: warning above', unit: 'GB', ofGuide: true },
      { name: 'elasticsearchHeapWarn', label: 'Elasticsearch heap in use: warning above', unit: '%' },
    ],
  },
  {
    title: 'Certificates',
    fields: [
      { name: 'certificateWarnDays', label: 'Days left: warning below', unit: 'days' },
      { name: 'certificateFailDays', label: 'Days left: fails below', unit: 'days' },
    ],
  },
];

/** A threshold as the form calls it; one that this release does not know by its own name. */
export const thresholdLabel = (name: string): string => thresholdGroups.flatMap(({ fields }) => fields).find((field) => field.name === name)?.label ?? name;

export const isThreshold = (name: string): name is keyof Thresholds => thresholdGroups.some(({ fields }) => fields.some((field) => field.name === name));
