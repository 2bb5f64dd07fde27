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
  { page: 'runs', route: '/servers/[name]/runs' },
  { page: 'run', route: '/servers/[name]/runs/[id]' },
  { page: 'activity', route: '/activity' },
  { page: 'audit', route: '/activity' },
  { page: 'settings', route: '/settings' },
  { page: 'palette', route: '/servers/[name]' },
  { page: 'not-found', route: '/_not-found' },
];
export const widths = [1440, 390];
export const themes = ['light', 'dark'];
export const fileName = (page, width, theme) => `${page}-${width}-${theme}.png`;
