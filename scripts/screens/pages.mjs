/**
 * The pages of which pictures are kept under docs/screens; a test fails when one is missing.
 * `path` may name the server (`:server`) and its newest run (`:run`). `as` is who looks: admin (usual), stranger, or
 * first (before an admin exists). `prepare` brings the page to the state that is worth a picture.
 */
export const pages = [
  { page: 'setup', path: '/setup', as: 'first' },
  { page: 'sign-in', path: '/sign-in', as: 'stranger' },
  { page: 'servers', path: '/' },
  { page: 'connect-server', path: '/servers/new' },
  { page: 'overview', path: '/servers/:server' },
  { page: 'edit-server', path: '/servers/:server/edit' },
  { page: 'remove-server', path: '/servers/:server', prepare: openRemoveDialog },
  ...['connect', 'materials', 'settings', 'preflight', 'plan', 'run', 'verify', 'finish'].map((stage) => ({ page: `install-${stage}`, path: `/servers/:server/install/${stage}` })),
  { page: 'runs', path: '/servers/:server/runs' },
  { page: 'run', path: '/servers/:server/runs/:run' },
  { page: 'activity', path: '/activity' },
  { page: 'audit', path: '/activity?view=audit' },
  { page: 'settings', path: '/settings' },
  { page: 'palette', path: '/servers/:server', prepare: (page) => page.keyboard.press('Control+k') },
  { page: 'not-found', path: '/nothing-here' },
];
export const widths = [1440, 390];
export const themes = ['light', 'dark'];
export const fileName = (page, width, theme) => `${page}-${width}-${theme}.png`;

async function openRemoveDialog(page) {
  await page.getByRole('button', { name: /^More about/ }).click();
  await page.getByRole('menuitem', { name: /^Remove the server/ }).click();
  await page.getByRole('checkbox').waitFor();
}
