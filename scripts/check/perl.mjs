// Reads every .pl file as it is sent to a server, with what it includes.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const whole = (file) => fs.readFileSync(path.join('lib', file), 'utf8').replace(/^#include (\S+)$/gm, (_line, other) => whole(other));
const files = fs.readdirSync('lib', { recursive: true }).filter((file) => file.endsWith('.pl') && !file.startsWith('generated'));
for (const file of files) {
  const { status, stderr } = spawnSync('perl', ['-wc'], { input: whole(file), encoding: 'utf8' });
  const said = stderr.trim();
  // Whoever calls exec goes on where it fails: Perl takes that for a slip.
  const complaints = said.split('\n').filter((line) => !/syntax OK$|^Statement unlikely to be reached|^\s+\(Maybe you meant system/.test(line));
  if (status === 0 && complaints.length === 0) continue;
  console.error(`${file}: ${said}`);
  process.exitCode = 1;
}
