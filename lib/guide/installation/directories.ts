import { Blocked } from '@/lib/engine/blocked';
import { seconds } from '@/lib/core/units';
import { directories as directoriesFact, type ServerDirectory } from '@/lib/facts/directories';
import type { Layout } from '@/lib/contract/layout';
import { sudo } from '@/lib/shell/command';
import { step } from '../define';

const pathsOf = (layout: Layout) => layout.directories.map(({ path }) => `${layout.base}/${path}`);

export const directories = step({
  id: 'installation/directories',
  guide: 'installing-the-server/2',
  title: 'Create the directories for databases and storage',
  why: 'Docker would make a missing directory as root, and Elasticsearch, which runs as another user, could not write to it.',
  departure: 'Where the guide names an owner, it is set right again when it differs. Directories that a container has taken over since are left to it.',
  sameResult: true,
  usually: seconds(2),
  needs: ({ layout }) => ({ present: directoriesFact(pathsOf(layout)) }),
  plan({ present }, { layout }) {
    return layout.directories.flatMap((wanted) => {
      const path = `${layout.base}/${wanted.path}`;
      const actual = present.get(path);
      const mode = `0${wanted.mode.toString(8)}`;
      const [user = '0', group = '0'] = wanted.owner.split(':');
      if (actual === undefined) return [sudo(['install', '-d', '-m', mode, '-o', user, '-g', group, '--', path], { why: wanted.owner === '0:0' ? 'Makes the directory' : `Makes the directory for the user ${user}` })];
      if (actual.kind !== 'directory') throw new Blocked(`${path} on the server is not a directory. Move it away.`);
      return isRight(wanted, actual) ? [] : [sudo(['chown', '--', wanted.owner, path], { why: `Its owner must be ${wanted.owner}` }), sudo(['chmod', '--', 'u+rwx', path], { why: 'Its owner must be able to write' })];
    });
  },
});

/** Mongo's and Redis's images give root's directories to their own users, so only a named owner is held to. */
function isRight(wanted: Layout['directories'][number], actual: ServerDirectory): boolean {
  return wanted.owner === '0:0' || (actual.owner === wanted.owner && (actual.mode & 0o700) === 0o700);
}
