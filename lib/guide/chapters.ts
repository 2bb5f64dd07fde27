/** The headings under which entries are shown: the guide's own, and what it forgot. */
export const chapters = {
  prerequisites: 'Prerequisites',
  provided: 'Provided by ClearML',
  beyond: 'Beyond the guide',
  preliminary: 'Preliminary steps',
  installing: 'Installing the server',
  verification: 'Verification',
  monitoring: 'Monitoring',
  security: 'Security',
  insides: "ClearML's insides",
  machine: 'The machine',
  drift: 'Drift',
  backups: 'Backups',
} as const;
