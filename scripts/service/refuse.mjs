import { badEnvironment } from './environment.mjs';
import { codeNames, places } from './places.mjs';
import { mark } from './unit.mjs';

const again = 'run it again';
/** What the unit hides from the service, ProtectHome and PrivateTmp, so nothing that it runs may lie there. */
const hidden = ['/home/', '/root/', '/run/user/', '/tmp/', '/var/tmp/'];

/**
 * Why the service can't be installed, updated or uninstalled here, each in a sentence that says what to do; none: it can.
 * @param found what `look` gives
 */
export function refusals(found, { uninstall = false, dryRun = false } = {}) {
  if (found.platform !== 'linux') return ['A service needs Linux with systemd. Here, start the console with "npm start" and keep that terminal open.'];
  const reasons = [];
  if (!found.systemd) reasons.push('This machine was not started by systemd, so there is nothing that could run a service. Use another machine, or start the console with "npm start" under what keeps programs running here.');
  if (found.uid !== 0 && !dryRun) reasons.push('A service belongs to the whole machine, so this needs root: sudo npm run service. Where sudo does not find npm: sudo env "PATH=$PATH" npm run service.');
  if (found.unit !== null && !found.unit.startsWith(mark)) reasons.push(`${places.unit} was not written by this command. Move it away, then ${again}.`);
  const strange = found.code.filter((name) => !codeNames.includes(name));
  if (found.root === places.code || found.root.startsWith(`${places.code}/`)) reasons.push(`This checkout is in ${places.code}, where the service keeps its code. Move it, for instance to /usr/local/src/groundcrew, then ${again} there.`);
  else if (strange.length > 0) reasons.push(`${places.code} holds ${strange.slice(0, 3).join(', ')}, which is not of this service. Move that away, then ${again}.`);
  return uninstall ? reasons : [...reasons, ...toInstall(found)];
}

function toInstall({ node, user, values, host, portHolder, environment, dataMode }) {
  const reasons = [];
  if (host !== null && environment !== null) reasons.push(`${places.environment} says already where it listens, and is never written again. Set HOST there, then: systemctl restart groundcrew`);
  if (hidden.some((folder) => node.path.startsWith(folder)) || !node.open) reasons.push(`Node is ${node.path}, which the service's user cannot read. Install Node for all users (from https://nodejs.org or with your distribution's packages), then ${again} with that one.`);
  if (user && !/\/(nologin|false)$/.test(user.shell)) reasons.push(`There is a user ${places.user} who can log in (shell ${user.shell}). The service would run as this person: rename that user, then ${again}.`);
  const bad = badEnvironment(values);
  if (bad) reasons.push(bad);
  else if (portHolder === 'console') reasons.push(`A console that is no service runs on port ${values.PORT ?? 3000} already. Stop it (Ctrl-C in its terminal), then ${again}; docs/operating/service.md says how the service takes over its data.`);
  else if (portHolder === 'other') reasons.push(`Port ${values.PORT ?? 3000} of ${values.HOST ?? '127.0.0.1'} is used by another program. Stop that, or ${environment === null ? `choose another one: sudo PORT=${Number(values.PORT ?? 3000) + 1} npm run service` : `set another PORT in ${places.environment}, then ${again}`}.`);
  if (dataMode === 'not a directory') reasons.push(`${places.data} is not a directory. Move it away, then ${again}.`);
  return reasons;
}
