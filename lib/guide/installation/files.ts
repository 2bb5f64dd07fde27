import { Blocked } from '@/lib/engine/blocked';
import { slotFile } from '@/lib/contract/materials';
import { seconds } from '@/lib/core/units';
import { file } from '@/lib/facts/file';
import { install } from '@/lib/shell/command';
import { step } from '../define';
import { isInPlace, keepCopy, suppliedFiles } from '../files-on-server';

export const files = step({
  id: 'installation/files',
  guide: 'installing-the-server/3',
  title: "Copy ClearML's files",
  why: 'They say which services run, with which images, keys and addresses.',
  departure: 'Only root may read them, since they hold keys and passwords. What is there and differs is kept as a dated copy.',
  usually: seconds(2),
  needs: ({ layout }) => Object.fromEntries(Object.values(slotFile).map((name) => [`${layout.base}/${name}`, file(`${layout.base}/${name}`)])),
  plan(present, inputs) {
    if (inputs.files.compose === null) throw new Blocked('The file docker-compose.yml is not supplied. Add it on the Materials page.');
    return suppliedFiles(inputs, present).flatMap((wanted) => (isInPlace(wanted, present[wanted.path]) ? [] : [...keepCopy(wanted, present[wanted.path]), install(wanted.path, wanted.content, { mode: wanted.mode, owner: wanted.owner, why: 'As supplied, with the edits of the settings' })]));
  },
});
