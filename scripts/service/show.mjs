/**
 * An action as a person would type it, and the file that it writes.
 * @param {object} action one of `planInstall` or `planUninstall`
 * @returns {string}
 */
export function show(action) {
  if (action.kind === 'run') return action.argv.map(quoted).join(' ');
  if (action.kind === 'copy') return `# copies what runs of ${action.from} to ${action.to}: built pages and server, the packages that they need, scripts, migrations; no data, no .git`;
  return `# writes ${action.path}, mode 0${action.mode.toString(8)}, owner root:\n${action.text.trimEnd().replace(/^/gm, '    ')}`;
}

/** @param {string} word */
const quoted = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
