import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { shellRules } from '../../scripts/check/shell-rules.mjs';

const refused = (text: string) => new Linter().verify(text, { languageOptions: { ecmaVersion: 2024, sourceType: 'module' }, rules: { 'no-restricted-syntax': ['error', ...shellRules] } }).map(({ message }) => message);

describe('T-SH-2: no text that is put together reaches a shell', () => {
  it.each([
    ["sudo(['sh', '-c', text])"],
    ["sudo(['/bin/bash', '-c', `rm ${path}`])"],
    ["ask(['dash', '-c', 'a' + b])"],
    ['sudo(`rm ${path}`)'],
    ["sudo('rm ' + path)"],
    ['script(`guide/${name}.sh`, [])'],
    ['script(name, [])'],
    ['reading(name, [])'],
    ['client.exec(`cat ${path}`, done)'],
    ["client.exec('cat ' + path, done)"],
    ["link.client.exec('a ' + b + ' c', done)"],
  ])('refuses %s', (text) => {
    expect(refused(text)).toHaveLength(1);
  });

  it.each([
    ["sudo(['docker', 'login', `--username=${user}`, '--password-stdin'], { stdin: password })"],
    ["ask(['stat', '-c', '%s', '--', path])"],
    ["script('guide/installation/previous.sh', [mode, base])"],
    ["client.exec('exec /bin/sh', done)"],
    ['/^a (.*)$/.exec(line)'],
  ])('lets %s through', (text) => {
    expect(refused(text)).toEqual([]);
  });
});
