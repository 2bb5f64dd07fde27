import { addressOf, environmentText } from './environment.mjs';
import { isRelease, places } from './places.mjs';
import { unitText } from './unit.mjs';

const run = (...argv) => ({ kind: 'run', argv });
const write = (path, mode, text) => ({ kind: 'write', path, mode, text });

/** Runs a command of scripts/admin.ts as the service's user, with its data. */
const adminText = (node) => `#!/bin/sh
# For root: /opt/groundcrew/admin reset-password <name> | rotate-key (with the service stopped)
cd ${places.code}/current && exec runuser -u ${places.user} -- env DATA_DIR=${places.data} ${node} dist/admin.js "$@"
`;

/**
 * What installs or updates the service: pure, in the order in which it is done. What is in place already is left out.
 * @param found what `look` gives; `release` is the name of the built tree
 * @returns actions, and sentences about what changes
 */
export function planInstall(found) {
  const { node, release, current, releases, unit, environment, user, active, enabled } = found;
  const [actions, changes] = [[], []];
  const folder = `${places.code}/releases/${release}`;
  if (!user) {
    actions.push(run('useradd', '--system', '--user-group', '--home-dir', places.data, '--no-create-home', '--shell', '/usr/sbin/nologin', places.user));
    changes.push(`The system user ${places.user} is new.`);
  }
  if (!found.dataMode) changes.push(`The data directory ${places.data} is new.`);
  if (found.dataMode !== 'right') actions.push(run('install', '-d', '-m', '0700', '-o', places.user, '-g', places.user, places.data));
  if (environment === null) {
    actions.push(run('install', '-d', '-m', '0755', '/etc/groundcrew'), write(places.environment, 0o640, environmentText(found.values)));
    changes.push(`The environment file ${places.environment} is new.`);
  }
  if (!releases.includes(release)) actions.push(run('install', '-d', '-m', '0755', places.code, `${places.code}/releases`), { kind: 'copy', from: found.root, to: folder });
  if (found.admin !== adminText(node.path)) actions.push(write(`${places.code}/admin`, 0o755, adminText(node.path)));
  const isOther = current !== release;
  if (isOther) {
    actions.push(run('ln', '-sfn', `releases/${release}`, `${places.code}/current.new`), run('mv', '-T', `${places.code}/current.new`, `${places.code}/current`));
    changes.push(current === null ? `The code is ${release}.` : `The code was ${current} and is ${release} now.`);
  }
  const isOtherUnit = unit !== unitText(node.path);
  if (isOtherUnit) {
    actions.push(write(places.unit, 0o644, unitText(node.path)), run('systemctl', 'daemon-reload'));
    changes.push(unit === null ? `The unit ${places.unit} is new.` : `The unit ${places.unit} was written anew.`);
  }
  if (!enabled) actions.push(run('systemctl', 'enable', 'groundcrew.service'));
  if (isOther || isOtherUnit || !active) actions.push(run('systemctl', 'restart', 'groundcrew.service'));
  // The one before stays, for the way back; where nothing is exchanged, it is not known which one that is.
  for (const old of !isOther ? [] : releases.filter((name) => isRelease(name) && name !== release && name !== current)) actions.push(run('rm', '-rf', `${places.code}/releases/${old}`));
  return { actions, changes, address: addressOf(found.values) };
}

/** What takes the service away. Data, environment file and user stay: nothing that can't be made again is removed unasked. */
export function planUninstall({ unit, code }) {
  const actions = [];
  if (unit !== null) actions.push(run('systemctl', 'disable', '--now', 'groundcrew.service'), run('rm', '-f', places.unit), run('systemctl', 'daemon-reload'));
  if (code.length > 0) actions.push(run('rm', '-rf', places.code));
  return actions;
}
