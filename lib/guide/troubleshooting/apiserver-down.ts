/** Rules by which ClearML's API server does not run: what stands in front of it fails then, too. */
export const apiserverDown: readonly string[] = [
  'API-CONF-PARSE', 'API-MIGRATION', 'API-PERM', 'API-ES-FAIL', 'API-ESNOTMIG', 'API-FIXED-DUP', 'API-FIXED-KEY', 'API-LOCK',
  'API-ROUTER-SECRET', 'MG-DOWN', 'RD-DOWN', 'OOM-137', 'NO-SPACE', 'DOCKER-DOWN',
];
