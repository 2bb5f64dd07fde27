// npm run service: keeps the console running as a systemd service; again: updates it.   --dry-run: says what it would do
// --host ADDRESS: where it listens, at the first install · --uninstall: takes it away and leaves its data. Node's own modules only.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isConsole, journal, tokenIn, waitForAnswer } from './service/greet.mjs';
import { look } from './service/look.mjs';
import { places } from './service/places.mjs';
import { planInstall, planUninstall } from './service/plan.mjs';
import { refusals } from './service/refuse.mjs';
import { copyRelease, releaseName } from './service/release.mjs';
import { show, takeOver } from './service/show.mjs';
import { fail } from './start/fail.mjs';
import { checkNode } from './start/install.mjs';

const root = fs.realpathSync(fileURLToPath(new URL('..', import.meta.url)));
const { 'dry-run': dryRun, uninstall, host } = readOptions();

checkNode();
process.umask(0o022); // what root makes here is read by the service's user
const found = await look(root, host);
const reasons = refusals(found, { uninstall, dryRun });
if (reasons.length > 0 && !dryRun) fail(reasons.join('\n'));
for (const reason of reasons) console.log(`It would refuse: ${reason}`);
if (uninstall) takeAway();
else await install();

function readOptions() {
  try {
    return parseArgs({ options: { 'dry-run': { type: 'boolean', default: false }, uninstall: { type: 'boolean', default: false }, host: { type: 'string' } } }).values;
  } catch {
    return fail('Usage: sudo npm run service [-- [--dry-run] [--host ADDRESS | --uninstall]]');
  }
}

async function install() {
  if (!dryRun) {
    build();
    found.release = releaseName(root);
  }
  const { actions, changes, address } = planInstall(found);
  if (dryRun) return list(['# builds this checkout as its owner: node scripts/start.mjs --build-only', ...(actions.length > 0 ? actions.map(show) : ['# and then: nothing, unless that built something new'])], '');
  for (const action of actions) perform(action);
  for (const change of changes) console.log(change);
  if (changes.length === 0) console.log(actions.length === 0 ? 'The service is as it should be; nothing was changed.' : 'The service was set right.');
  // It runs with settings of before: the environment file was changed since.
  if (!actions.some(restarts) && !(await isConsole(address.listens, address.origin))) {
    perform({ kind: 'run', argv: ['systemctl', 'restart', 'groundcrew.service'] });
    console.log('It did not answer where its settings say, so it was restarted.');
  }
  const me = await waitForAnswer(address);
  if (!me) fail(`The service was started but does not answer at ${address.listens}. What it said last:\n${journal() || '(nothing)'}\nMend that, then: systemctl restart groundcrew. Its log: journalctl -u groundcrew`);
  const token = me.isSetUp ? null : tokenIn(journal());
  console.log(`\nGroundcrew answers at ${address.origin}, also after a restart of this machine.`);
  if (!me.isSetUp) console.log(token ? `Open it to make the first admin. Set-up token: ${token}` : 'Open it to make the first admin. Its set-up token: journalctl -u groundcrew | grep token');
  console.log(`Its data lies in ${places.data}: back that up. What it says: journalctl -u groundcrew, and ${places.data}/logs. Settings: ${places.environment}`);
  if (found.ownData && !me.isSetUp) console.log(`The data of this checkout (${found.ownData}) was not taken over. To do so, with no console running on it; what the service has made since is deleted:\n  ${takeOver(found.ownData)}`);
}

function restarts({ argv }) {
  return argv?.[1] === 'restart';
}

/** As the owner of the checkout, so that nothing of root's is left in it. */
function build() {
  const { uid, gid } = fs.statSync(path.join(root, 'package.json'));
  const home = uid === 0 ? '/root' : (fs.readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')).find((fields) => Number(fields[2]) === uid)?.[5] ?? '/');
  // npm's variables name root's cache and settings, which the owner may not use.
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_') || name === 'npm_execpath'));
  const done = spawnSync(process.execPath, ['scripts/start.mjs', '--build-only'], { cwd: root, uid, gid, stdio: 'inherit', env: { ...environment, HOME: home } });
  if (done.status !== 0) fail('Nothing was changed: the checkout could not be built.');
}

function takeAway() {
  const actions = planUninstall(found);
  if (dryRun) return list(actions.map(show), 'There is no service here.');
  if (actions.length === 0) return console.log(`There is no service here. ${places.data} is left alone.`);
  for (const action of actions) perform(action);
  console.log('The service is gone. Runs that are under way go on on their servers; nothing is watched and no alert is sent any more.');
  console.log(`Its data is left in ${places.data}, its settings in ${places.environment}, and its user ${places.user}. To remove those too, for ever:\n  rm -rf ${places.data} /etc/groundcrew && userdel ${places.user}`);
}

function perform(action) {
  try {
    if (action.kind === 'copy') {
      console.log(`Copying the code to ${action.to}.`);
      return copyRelease(action.from, action.to);
    }
    if (action.kind === 'write') return replace(action);
  } catch (error) {
    fail(error.code === 'ENOSPC' ? 'The disk is full: the code needs 600 MB. Free some space, then run it again.' : `${action.path ?? action.to} cannot be written (${error.message}). Mend that, then run it again.`);
  }
  const done = spawnSync(action.argv[0], action.argv.slice(1), { encoding: 'utf8' });
  // Whether it came up is asked for itself: the journal says why not.
  if (done.status !== 0 && !restarts(action)) fail(`"${show(action)}" failed: ${(done.stderr || done.error?.message || '').trim()} Mend that, then run it again; what was done before it stays.`);
}

function replace({ path: file, mode, text }) {
  fs.writeFileSync(`${file}.new`, text, { mode });
  fs.chmodSync(`${file}.new`, mode);
  fs.renameSync(`${file}.new`, file);
}

function list(lines, nothing) {
  console.log(lines.length > 0 ? lines.join('\n') : nothing);
  process.exitCode = reasons.length > 0 ? 1 : 0;
}
