import { secret, type Secret } from '@/lib/core/secret';
import { minutes } from '@/lib/core/units';
import type { Step } from '@/lib/engine/types';
import { mongoArchiveReader } from '@/lib/facts/mongo-archive';
import { projectContainers } from '@/lib/facts/project-containers';
import { receipt } from '@/lib/facts/receipt';
import { script } from '@/lib/shell/command';
import { readScript } from '@/lib/shell/read-script';
import { supportUser } from '../apiserver-conf-file';
import { longest, passphraseOf } from '../backups/wanted';
import { step } from '../define';
import type { Inputs } from '../inputs';
import { containerOf } from '../restore/wanted';
import { drillMemory, drillRoom } from './room';
import { drillNeeds, drillPart, imageWord, type DrillWanted } from './wanted';

/** Where memory allows both databases at once: ClearML itself then shows that it works on them. */
export const clearmlDrill = (wanted: DrillWanted): Step<Inputs> =>
  step({
    id: 'drill/clearml',
    guide: null,
    title: 'Restore MongoDB and Elasticsearch side by side, compare them, and start ClearML on them',
    why: "Containers of the same images, in a network that leads nowhere, without a port: both are restored by the scripts of a restore and counted. Then a Redis and the API server are started on them, asked, and all of it is removed, however that ends. ClearML's own is not touched.",
    usually: minutes(5),
    needs: ({ layout }) => ({ ...drillNeeds(wanted, 'mongodb'), other: receipt('drill-elasticsearch'), containers: projectContainers(layout.base) }),
    plan({ containers, other, ...facts }, { settings }) {
      if (drillPart(wanted, 'mongodb', facts) === null && drillPart(wanted, 'elasticsearch', { ...facts, receipt: other }) === null) return [];
      // One of them alone is not there any more, so both are made again.
      const anew = { ...facts, receipt: undefined };
      const [mongodb, elasticsearch] = [drillPart(wanted, 'mongodb', anew), drillPart(wanted, 'elasticsearch', anew)];
      if (mongodb === null || elasticsearch === null) return [];
      const found = (names: readonly string[], title: string) => containerOf(names, containers, title);
      return [
        ...mongodb.before,
        script('guide/drill/clearml.sh', [
          wanted.destination.directory, longest, wanted.run, wanted.place, wanted.elsewhere, String(drillRoom('mongodb', mongodb.bytes) + drillRoom('elasticsearch', elasticsearch.bytes)),
          mongodb.part.id, mongodb.proof.id, mongoArchiveReader.map(readScript).join('\n'), ['facts/mongodb-wire.py', 'guide/restore/mongodb.py'].map(readScript).join('\n'), readScript('guide/restore/mongodb-restored.sh'), found(['mongo', 'mongodb'], 'MongoDB'), String(drillMemory.mongodb),
          elasticsearch.part.id, elasticsearch.proof.id, readScript('guide/restore/elasticsearch-restored.sh'), found(['elasticsearch', 'elastic'], 'Elasticsearch'), String(drillMemory.elasticsearch),
          found(['redis'], 'Redis'), String(drillMemory.redis), found(['apiserver'], 'the API server'), String(drillMemory.apiserver), readScript('guide/drill/apiserver.py'),
          ...imageWord(wanted, 'mongodb'), ...imageWord(wanted, 'elasticsearch'),
        ], { stdin: asked(passphraseOf(wanted), settings.supportPassword), why: "Starts both databases of its own, restores the backup into them, compares the counts, has ClearML's API server of its own answer on them, and removes all of it; its input is the repository's passphrase and the support user" }),
        mongodb.after, elasticsearch.after,
      ];
    },
  });

/** The support user is asked for beside what opens the repository; without a password only the ping is. */
function asked(opens: Secret, password: Secret): Secret {
  const user = `user = "${`${supportUser}:${password.reveal()}`.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll(/[\r\n]/g, '')}"\n`;
  return secret(`${opens.reveal()}\nlogin=${password.isEmpty() ? '' : Buffer.from(user).toString('base64')}`);
}
