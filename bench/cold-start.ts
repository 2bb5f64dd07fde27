import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Console } from '../tests/support/console';

/** Milliseconds from `npm start` on a fresh clone with an empty HOME to the first answer: packages, generating, build, database. */
export async function coldStart(): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'groundcrew-clone-'));
  try {
    const [clone, home] = [path.join(folder, 'clone'), await mkdtemp(path.join(folder, 'home-'))];
    execFileSync('git', ['clone', '--quiet', process.cwd(), clone]);
    const before = performance.now();
    const console_ = await Console.start({ HOME: home }, clone);
    const took = performance.now() - before;
    await console_.stop();
    return took;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
