import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const bash = (text: string): string => spawnSync('bash', ['-euc', `. tests/host/lib/progress.sh; ${text}`], { encoding: 'utf8' }).stdout.trim();

test('a step of a build says which of how many it is, and how long it usually takes', () => {
  expect(bash('plan_steps server services stack; step_line repository')).toBe('3 of 17: repository, usually 25 s');
  expect(bash('plan_steps stack; plan_steps server; step_line mongod-program')).toBe('8 of 16: mongod-program, usually 60 s');
});

test('every image and program that is built has its place in the count', () => {
  const planned = bash('steps_of variants').split(' ');
  const parts = ['build', 'services', 'stack'].map((part) => readFileSync(`tests/host/lib/${part}.sh`, 'utf8')).join('\n');
  const built = [...parts.matchAll(/build_image ([a-z]+)|step ([a-z][a-z-]+) |pushed ([a-z]+) |go_program \S+ "\$CACHE\/programs\/([a-z]+)"/g)]
    .map(([, image, step, store, program]) => image ?? step ?? (store ? `push-${store}` : `${program}-program`));
  expect(built.length).toBeGreaterThan(14);
  expect(built.filter((name) => !planned.includes(name))).toEqual([]);
});
