import { slotFile } from '@/lib/contract/materials';
import { Blocked } from '@/lib/engine/blocked';
import { secret } from '@/lib/core/secret';
import { minutes } from '@/lib/core/units';
import { directories, type ServerDirectory } from '@/lib/facts/directories';
import { elasticsearchSnapshots } from '@/lib/facts/elasticsearch-snapshots';
import { file } from '@/lib/facts/file';
import { projectContainers } from '@/lib/facts/project-containers';
import { install, script, sudo, type Command } from '@/lib/shell/command';
import { compose } from '../compose-command';
import { step } from '../define';
import { keepCopy } from '../files-on-server';
import { editOverride } from '../materials/override-edit';
import { answered, placeEdits, placeInContainer, placeOnServer } from './elasticsearch-place';

const downtime = 'For about a minute ClearML answers with errors, and what agents report meanwhile can be lost';

/** Elasticsearch's path.repo, without which it writes no snapshots. ClearML's files lack it. */
export const elasticsearchPathRepo = step({
  id: 'backups/elasticsearch-path-repo',
  guide: null,
  title: 'Give Elasticsearch a place for snapshots',
  why: `Elasticsearch's files can't be copied while it runs; it writes a snapshot of them itself, into a directory that it is given when it starts. It is recreated once for that, alone. ${downtime}.`,
  interruptible: false,
  usually: minutes(1),
  needs: ({ layout }) => ({
    elasticsearch: elasticsearchSnapshots(layout.base),
    containers: projectContainers(layout.base),
    override: file(`${layout.base}/${slotFile.override}`),
    directory: directories([placeOnServer(layout).path]),
  }),
  plan({ elasticsearch, containers, override, directory }, inputs) {
    const { layout } = inputs;
    const { places } = answered(elasticsearch, layout);
    if (places.includes(placeInContainer)) return [];
    if (places.length > 0) throw new Blocked(`Elasticsearch has places for snapshots already (path.repo is ${places.join(',')}). Add ${placeInContainer} to them where that is set, mount a directory of the server there, and recreate Elasticsearch.`);
    const service = ['elasticsearch', 'elastic'].find((name) => (containers ?? []).some((each) => each.service === name && each.state === 'running'));
    if (service === undefined) throw new Blocked(`No container of Elasticsearch runs in the project in ${layout.base}. Start ClearML first.`);
    const path = `${layout.base}/${slotFile.override}`;
    // As it lies there: what else was changed in the materials is an install's business.
    const before = override === undefined ? null : override.content;
    const after = override !== undefined && before === null ? null : editOverride(before, placeEdits(layout, service));
    if (after === null) throw new Blocked(`${path} on the server can't be read as YAML, so Elasticsearch's place for snapshots can't be added. Correct it on the Materials page and install it again.`);
    const wanted = { path, content: secret(after), mode: 0o600, owner: 'root:root' };
    const words = compose(inputs, [], { why: '' }).argv;
    return [
      ...place(placeOnServer(layout), directory),
      ...(before === after ? [] : [...keepCopy(wanted, override), install(path, wanted.content, { mode: wanted.mode, owner: wanted.owner, why: "Adds path.repo and its directory to the service of Elasticsearch; the rest stays as it is there" })]),
      script('guide/backups/elasticsearch-recreated.sh', [layout.base, service, placeInContainer, '300', ...words], {
        // Its own text where the edit stood there already: then nothing else is known to go back to.
        stdin: secret(before ?? ''),
        effect: 'restarts',
        why: `Recreates Elasticsearch, waits until it answers, and puts the file back if it does not. ${downtime}`,
      }),
    ];
  },
  restarts: () => [`Elasticsearch is recreated. ${downtime}.`],
});

/** Docker would make a missing one as root's, and Elasticsearch would not start. */
function place({ path, owner }: { readonly path: string; readonly owner: string }, found: ReadonlyMap<string, ServerDirectory>): readonly Command[] {
  const actual = found.get(path);
  const [user = '1000', group = '1000'] = owner.split(':');
  if (actual === undefined) return [sudo(['install', '-d', '-m', '0750', '-o', user, '-g', group, '--', path], { why: 'Makes the directory for snapshots, for the user of Elasticsearch' })];
  if (actual.kind !== 'directory') throw new Blocked(`${path} on the server is not a directory. Move it away.`);
  if (actual.owner.split(':')[0] === user && (actual.mode & 0o700) === 0o700) return [];
  return [sudo(['chown', '--', owner, path], { why: `Its owner must be ${owner}` }), sudo(['chmod', '--', 'u+rwx', path], { why: 'Its owner must be able to write' })];
}
