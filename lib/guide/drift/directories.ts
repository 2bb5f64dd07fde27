import { minutes } from '@/lib/core/units';
import { directories as directoriesFact, type ServerDirectory } from '@/lib/facts/directories';
import { driftProbe, planned } from '../drift-probe';
import type { Inputs } from '../inputs';
import { directories as directoriesStep } from '../installation/directories';

export const directoriesDrift = driftProbe({
  id: 'drift/directories',
  guide: 'installing-the-server/2',
  title: 'The directories belong to whom they were given',
  every: minutes(10),
  needs: ({ layout }) => ({ present: directoriesFact(layout.directories.map(({ path }) => `${layout.base}/${path}`)) }),
  changes: ({ present }, inputs) => inputs.layout.directories.flatMap((wanted) => {
    const path = `${inputs.layout.base}/${wanted.path}`;
    const actual = present.get(path);
    if (actual !== undefined && actual.kind === 'directory' && again(path, present, inputs).length === 0) return [];
    return [{ item: path, wanted: actual === undefined ? 'the directory' : `a directory of ${wanted.owner}`, actual: describe(actual) }];
  }),
  repair: { title: 'Set them right', plan: ({ present }, inputs, items) => [...items].flatMap((path) => again(path, present, inputs)) },
});

/** What the step would do again for this one. */
const again = (path: string, present: ReadonlyMap<string, ServerDirectory>, inputs: Inputs) => {
  const { layout } = inputs;
  return planned(() => directoriesStep.plan({ present }, { ...inputs, layout: { ...layout, directories: layout.directories.filter((each) => `${layout.base}/${each.path}` === path) } }));
};

function describe(actual: ServerDirectory | undefined): string {
  if (actual === undefined) return 'missing';
  return actual.kind === 'directory' ? `of ${actual.owner} with mode ${actual.mode.toString(8)}` : 'no directory';
}
