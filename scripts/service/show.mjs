import { places } from './places.mjs';

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

/**
 * What a person types to bring the data of a console in a terminal into the service. The place is emptied first: beside another
 * database's files SQLite would read the -wal of the one into the other, and a key file that stays opens nothing.
 * @param {string} from the directory of that data
 * @returns {string}
 */
export const takeOver = (from) => [
  'systemctl stop groundcrew', `find ${places.data} -mindepth 1 -delete`, `cp -a ${quoted(`${from}/.`)} ${places.data}/`, `chown -R ${places.user}: ${places.data}`, 'systemctl start groundcrew',
].join(' && ');
