// npm run reliability: the matrix fault × phase on the test host, an installation for each fault. Goes on where the last
// slice of the same commit ended. --minutes N: starts no further fault after N (60); --fresh: begins anew; --only NAME: a fault, or
// `watched` or `backups`, all of that kind.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' }, fresh: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } } });
const stateFile = 'tests/.artifacts/reliability.json';
const tsx = ['--import', 'tsx'];
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
// A table that names a commit must not hide that other code was run.
const whatRuns = ['lib', 'app', 'components', 'prisma', 'scripts', 'tests', 'server.ts', 'package.json', 'package-lock.json', 'next.config.js'];
const isChanged = execFileSync('git', ['status', '--porcelain', '--untracked-files=no', '--', ...whatRuns], { encoding: 'utf8' }) !== '';
const state = !values.fresh && fs.existsSync(stateFile) ? JSON.parse(fs.readFileSync(stateFile, 'utf8')) : {};
const { phases, names, watched, backups } = JSON.parse(await run([...tsx, 'tests/reliability/list.ts']));
const end = Date.now() + Number(values.minutes) * 60_000;

for (const name of names) {
  if (values.only ? !values.only.includes(name) : state[name]?.commit === commit) continue;
  if (Date.now() > end) break;
  console.log(`${name} …`);
  const started = Date.now();
  const program = name === 'console killed' ? ['tests/reliability/killed.ts'] : ['tests/reliability/row.ts', name];
  const output = await run([...tsx, ...program]);
  const cells = JSON.parse(output.trim().split('\n').at(-1));
  state[name] = { commit, isChanged, at: new Date().toISOString().slice(0, 16), seconds: Math.round((Date.now() - started) / 1000), cells };
  for (const [phase, { result, sentence }] of Object.entries(cells)) console.log(`  ${phase}: ${result} ${sentence}`);
  fs.mkdirSync('tests/.artifacts', { recursive: true });
  fs.writeFileSync(stateFile, JSON.stringify(state, null, 1));
  fs.writeFileSync('docs/reliability.md', table());
}
// Those of one kind strike one server, one after the other.
for (const [kind, all, program] of [['watched', watched, 'tests/reliability/health.ts'], ['backups', backups, 'tests/reliability/backups.ts']]) {
  const due = all.filter((name) => (values.only ? values.only.includes(kind) || values.only.includes(name) : state[kind]?.[name]?.commit !== commit));
  if (due.length === 0 || Date.now() > end) continue;
  const rows = JSON.parse((await run([...tsx, program, ...due])).trim().split('\n').at(-1));
  state[kind] ??= {};
  for (const [name, row] of Object.entries(rows)) state[kind][name] = { commit, isChanged, at: new Date().toISOString().slice(0, 16), ...row };
  fs.writeFileSync(stateFile, JSON.stringify(state, null, 1));
}
fs.writeFileSync('docs/reliability.md', table());
const failed = names.flatMap((name) => Object.values(state[name]?.cells ?? {})).filter(({ result }) => result === 'failed').length + [state.watched, state.backups].flatMap((rows) => Object.values(rows ?? {})).filter((row) => row.failed !== null).length;
const left = [...names.filter((name) => state[name]?.commit !== commit), ...watched.filter((name) => state.watched?.[name]?.commit !== commit), ...backups.filter((name) => state.backups?.[name]?.commit !== commit)];
console.log(`${failed} failed; ${left.length === 0 ? 'no fault is left for this commit' : `left for this commit: ${left.join(', ')}`}.`);
process.exit(failed > 0 ? 1 : 0);

function run(args) {
  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`${args.join(' ')} ended with ${code}`))));
  });
}

/** What this machine's state knows nothing of was run elsewhere, and stays as it stands. */
function table() {
  const before = fs.existsSync('docs/reliability.md') ? fs.readFileSync('docs/reliability.md', 'utf8').split(/^(?=## A )/m) : [];
  const made = [matrix(), watchedTable().join('\n'), backupTable().join('\n')];
  const known = [names.some((name) => state[name]), watched.some((name) => state.watched?.[name]), backups.some((name) => state.backups?.[name])];
  return ['# ', '## A watched', '## A backup'].map((start, at) => (known[at] ? made[at] : (before.find((section) => section.startsWith(start)) ?? made[at]))).map((section) => section.trimEnd()).filter((section) => section !== '').join('\n\n') + '\n';
}

function clean(text) {
  return [...new Set(text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').split(/(?<=\.) /))].join(' ').slice(0, 400);
}

function matrix() {
  const done = names.filter((name) => state[name]);
  const mark = { itself: 'goes on', retry: 'Retry', unaffected: 'no effect', failed: '**failed**' };
  return [
    '# Reliability: fault × phase',
    '',
    'Written by `npm run reliability`. Each column is one installation on a new test host, in which the fault strikes at every phase that has a mark. A cut connection, a killed console and a reboot strike while the step is under way and its output is followed.',
    '',
    '- **goes on**: the run went on by itself once the fault was gone',
    '- **Retry**: it ended in its own sentence; after mending, *Retry* (or asking again) finished it',
    '- **no effect**: the step does not need what was broken',
    '- no mark: the fault means nothing there, or that fault was not run yet',
    '',
    `| phase | ${done.join(' | ')} |`,
    `| --- |${' --- |'.repeat(done.length)}`,
    ...phases.map((phase) => `| ${phase.replace('installation/', '')} | ${done.map((name) => mark[state[name].cells[phase]?.result] ?? '').join(' | ')} |`),
    `| *commit* | ${done.map((name) => `${state[name].commit}${state[name].isChanged ? ' with changes' : ''}`).join(' | ')} |`,
    `| *when (UTC)* | ${done.map((name) => state[name].at.replace('T', ' ')).join(' | ')} |`,
    `| *seconds* | ${done.map((name) => state[name].seconds).join(' | ')} |`,
    '',
    ...(done.length < names.length ? [`Not run yet: ${names.filter((name) => !state[name]).join(', ')}.`, ''] : []),
    '## What was said',
    '',
    ...done.flatMap((name) => said(state[name].cells).map(([sentence, where]) => `- ${name}, ${where.join(', ')}: ${sentence}`)),
    '',
  ].join('\n');
}

/** Each sentence once, with the phases in which it was said. */
function said(cells) {
  const all = new Map();
  for (const [phase, { sentence }] of Object.entries(cells)) if (sentence !== '') all.set(clean(sentence), [...(all.get(clean(sentence)) ?? []), phase.replace('installation/', '')]);
  return [...all];
}

/** What a watched server was struck with: found by which words, told once, mended by what. */
function watchedTable() {
  const rows = watched.flatMap((name) => (state.watched?.[name] ? [[name, state.watched[name]]] : []));
  if (rows.length === 0) return [];
  return [
    '## A watched server',
    '',
    'Each fault strikes one installation that is watched; its alert fires and is told at a mail server and a webhook of the test, it is mended, and the alert resolves.',
    '',
    '| fault | found | alert after | told | mended by | commit | when (UTC) |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map(([name, row]) => `| ${name} | ${row.failed === null ? clean(row.found) : `**failed**: ${clean(row.failed)}`} | ${row.seconds} s | ${row.told} | ${row.mended} | ${row.commit}${row.isChanged ? ' with changes' : ''} | ${row.at.replace('T', ' ')} |`),
    '',
  ];
}

/** What a backup was struck with: what it said, and that it was whole after all. */
function backupTable() {
  const rows = backups.flatMap((name) => (state.backups?.[name] ? [[name, state.backups[name]]] : []));
  if (rows.length === 0) return [];
  const words = { done: 'gets over it by itself', failed: 'fails', interrupted: 'is interrupted', refused: 'is not begun' };
  return [
    '## A backup',
    '',
    'Each fault strikes a backup of one server. What is half made counts for nothing, ClearML goes on, and once the fault is mended, *Retry* makes the backup complete; it leaves neither a lock, a secret nor a snapshot of Elasticsearch behind.',
    '',
    '| fault | the run | what it says | seconds | commit | when (UTC) |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(([name, row]) => `| ${name} | ${words[row.ended]} | ${row.failed === null ? clean(row.said) : `**failed**: ${clean(row.failed)}`} | ${row.seconds} | ${row.commit}${row.isChanged ? ' with changes' : ''} | ${row.at.replace('T', ' ')} |`),
    '',
  ];
}
