/**
 * The pictures that are kept under docs/screens, each with the route of the app that it shows. A test fails when a route,
 * a stage of the wizard, a width or a theme has none.
 */
export const pages = [
  { page: 'setup', route: '/setup' },
  { page: 'sign-in', route: '/sign-in' },
  { page: 'fleet-empty', route: '/' },
  { page: 'fleet', route: '/' },
  { page: 'connect-server', route: '/servers/new' },
  { page: 'host-key', route: '/servers/new' },
  { page: 'overview', route: '/servers/[name]' },
  { page: 'remove-server', route: '/servers/[name]' },
  { page: 'edit-server', route: '/servers/[name]/edit' },
  ...['connect', 'materials', 'settings', 'preflight', 'plan', 'run', 'verify', 'finish'].map((stage) => ({ page: `install-${stage}`, route: `/servers/[name]/install/${stage}` })),
  { page: 'run-waiting', route: '/servers/[name]/install/run' },
  { page: 'run-failed', route: '/servers/[name]/install/run' },
  { page: 'plan-empty', route: '/servers/[name]/install/plan' },
  { page: 'health', route: '/servers/[name]/health' },
  { page: 'health-empty', route: '/servers/[name]/health' },
  { page: 'repair', route: '/servers/[name]/health' },
  { page: 'health-ill', route: '/servers/[name]/health' },
  { page: 'overview-ill', route: '/servers/[name]' },
  { page: 'health-unreachable', route: '/servers/[name]/health' },
  { page: 'alert-rules', route: '/servers/[name]/health/rules' },
  { page: 'security', route: '/servers/[name]/health/security' },
  { page: 'space', route: '/servers/[name]/health/space' },
  { page: 'backups-first', route: '/servers/[name]/backups' },
  { page: 'backups-passphrase', route: '/servers/[name]/backups' },
  { page: 'backups', route: '/servers/[name]/backups' },
  { page: 'backups-now', route: '/servers/[name]/backups/now' },
  { page: 'backups-drill', route: '/servers/[name]/backups/drill' },
  { page: 'backups-restore', route: '/servers/[name]/backups/restore' },
  { page: 'backups-restore-confirm', route: '/servers/[name]/backups/restore' },
  { page: 'backups-files', route: '/servers/[name]/backups/files' },
  { page: 'runs', route: '/servers/[name]/runs' },
  { page: 'run', route: '/servers/[name]/runs/[id]' },
  { page: 'activity', route: '/activity' },
  { page: 'audit', route: '/activity' },
  { page: 'settings', route: '/settings' },
  { page: 'channels-empty', route: '/settings/channels' },
  { page: 'channels', route: '/settings/channels' },
  { page: 'channel-new', route: '/settings/channels/new' },
  { page: 'channel', route: '/settings/channels/[id]' },
  { page: 'maintenance', route: '/settings/maintenance' },
  { page: 'palette', route: '/servers/[name]' },
  { page: 'not-found', route: '/_not-found' },
];
/** What only a broken server shows: not part of the way that a test clicks through in a browser. */
export const ofFaults = ['run-failed', 'health-ill', 'overview-ill', 'health-unreachable'];
export const widths = [1440, 390];
export const themes = ['light', 'dark'];
export const fileName = (page, width, theme) => `${page}-${width}-${theme}.png`;
