import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { containerWord, runningWord } from '@/lib/guide/container-word';
import { inputsOf } from './inputs';

// A shell's function in Docker's place: its words, one a line.
const asked = (word: string) => spawnSync('sh', ['-euc', `docker() { printf '%s\\n' "$@"; }; IFS=; printf %s ${word}`], { encoding: 'utf8' }).stdout.split('\n');
const at = (base: string) => ({ ...inputsOf(), layout: { ...inputsOf().layout, base } });
const filters = (base: string) => [`project.working_dir=${base}`, 'service=redis', 'oneoff=False'].flatMap((label) => ['--filter', `label=com.docker.compose.${label}`]);

it.each(['/opt/allegro', "/opt/o'x $(echo y) \"z\" ;w"])('asks Docker only for the containers of the project in %s', (base) => {
  expect(asked(containerWord(['redis'], at(base)))).toEqual(['ps', '--all', '--quiet', ...filters(base)]);
});

it('leaves out what does not run where the command would start it', () => {
  expect(asked(runningWord(['redis'], at('/opt/allegro')))).toEqual(['ps', '--quiet', ...filters('/opt/allegro')]);
});
