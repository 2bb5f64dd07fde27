import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Implementation } from './types';

export const consoleInfo: Implementation<'console.info'> = async ({ resources: { environment, version } }) => {
  const sizes = await Promise.all(['', '-wal'].map((suffix) => stat(path.join(environment.dataDirectory, `groundcrew.db${suffix}`)).then(({ size }) => size, () => 0)));
  return { version, dataDirectory: environment.dataDirectory, url: environment.origin, node: process.version, databaseBytes: sizes.reduce((sum, size) => sum + size, 0), sshAgent: environment.sshAgentSocket !== null, isService: environment.isService };
};
