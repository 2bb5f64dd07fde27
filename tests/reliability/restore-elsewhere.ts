import assert from 'node:assert/strict';
import { isGroundcrewError } from '@/lib/core/errors';
import type { ServiceConsole } from '../support/service-console';
import { addressOf, fileServerFiles as files, Stores, type ShellHost } from '../support/stores';

const place = { kind: 'directory' as const, path: '/mnt/backup/elsewhere' };
const passphrase = { action: 'set' as const, value: 'correct horse battery staple' };

interface Consoles {
  /** Knows the server as `old`, and is gone afterwards with all that it knows. */
  readonly first: () => Promise<{ ui: ServiceConsole; old: string }>;
  /** Knows the same machine by another name, and nothing of its backups. */
  readonly fresh: () => Promise<{ ui: ServiceConsole; server: string }>;
}

/** On an installed server: one console backs it up; it loses its data and what Elasticsearch was given for backups; a fresh console restores it by place and passphrase alone. */
export async function tryRestoreElsewhere({ first, fresh }: Consoles, host: ShellHost): Promise<void> {
  await host.shell(`rm -rf ${place.path}`);
  const stores = await Stores.on(host);
  await stores.seed();
  const { ui: before, old } = await first();
  const { destination } = await before.call('backup-destination.save', { server: old, destination: { id: null, place, passphrase } });
  const { run: set } = await before.call('backup.start', { server: old, destination: destination.id });
  await backedUp(before, set);
  await before.close();
  const wanted = await stores.told();
  assert.ok(wanted.filter((line) => line.startsWith('files ')).length > 2000);

  // A new installation: no data of before, and an Elasticsearch that has no place for snapshots.
  await host.shell(`cd /opt/allegro; find ${files} -mindepth 1 -delete; for i in $(curl -s "http://${addressOf('allegro-elastic')}:9200/_cat/indices/*,-.*?h=index" | grep -v '[^a-z0-9-]'); do curl -s -X DELETE "http://${addressOf('allegro-elastic')}:9200/$i"; done
    sed -i '/^    environment:$/{N;/path\\.repo=/d}; /^    volumes:$/{N;/elastic_snapshots:/d}' docker-compose.override.yml; ! grep -q path.repo docker-compose.override.yml || exit 1
    curl -s -X DELETE "http://${addressOf('allegro-elastic')}:9200/_snapshot/groundcrew"; rm -rf data/elastic_snapshots; docker compose --env-file constants.env up -d --no-deps elasticsearch; until curl -sf "http://${addressOf('allegro-elastic')}:9200/_cluster/health?wait_for_status=yellow" >/dev/null; do sleep 1; done; rm -f /var/lib/groundcrew/receipts/restore-*; mv /usr/bin/restic /usr/bin/restic.away`);
  const { ui, server } = await fresh();
  const save = (secret = passphrase) => ui.call('backup-destination.save', { server, destination: { id: null, place, passphrase: secret, holdsBackups: true } });
  const reason = (asking: Promise<unknown>) => asking.then(() => null, (error: unknown) => (isGroundcrewError(error) ? error.reason : String(error)));
  assert.equal(await reason(save()), 'backup.no-restic');
  await host.shell('mv /usr/bin/restic.away /usr/bin/restic');
  assert.equal(await reason(save({ action: 'set', value: 'another passphrase here' })), 'backup.wrong-passphrase');
  const found = (await save()).destination;
  const sets = await ui.call('restore.find', { server, destination: found.id });
  assert.deepEqual(sets.map((each) => [each.set, each.server]), [[set, old]]);

  const input = { server, destination: found.id, set, parts: ['mongodb' as const, 'elasticsearch' as const, 'files' as const] };
  const look = await ui.call('restore.look', { ...input, safety: found.id });
  assert.deepEqual(look.findings.map(({ outcome }) => outcome), ['warn'], JSON.stringify(look.findings));
  assert.match(look.findings[0]!.message, new RegExp(`made of the server "${old}"`));
  const given = look.steps.find(({ id }) => id === 'backups/elasticsearch-path-repo');
  assert.ok(given?.state === 'planned' && given.restarts.length > 0, JSON.stringify(given));
  const { run } = await ui.call('restore.start', { ...input, safety: { kind: 'backup', destination: found.id }, shown: look.shown, confirm: server });
  const restored = await ui.settled(run, 1200);
  assert.equal(restored.state, 'done', JSON.stringify(restored.steps.map(({ id, state, waitsFor, failure }) => [id, state, waitsFor?.sentence, failure?.sentence, failure?.lines.slice(-3)])));
  assert.deepEqual(await stores.told(), wanted);
  // Two lie there now, and of one of them this console is the maker.
  assert.deepEqual((await ui.call('restore.find', { server, destination: found.id })).map((each) => [each.set, each.server]), [[run, server], [set, old]]);
  assert.deepEqual((await ui.call('backup-set.list', { server })).map(({ id }) => id), [run]);
  // The configuration of the other server, which is wanted by itself only.
  await host.shell(`cd /opt/allegro; rm -f *.before-* config/*.before-*; sha256sum docker-compose.yml docker-compose.override.yml constants.env $(find config -type f) >/root/configuration; printf 'NEWER="secret of this server"\\n' >>constants.env; chmod 0644 constants.env; echo 'newer {}' >config/newer.conf`);
  const alone = { ...input, parts: ['configuration' as const] };
  const other = await ui.call('restore.look', { ...alone, safety: null });
  assert.ok(other.configuration.some((sentence) => /constants\.env" differs, and is replaced: .*NEWER/.test(sentence)), JSON.stringify(other.configuration));
  assert.doesNotMatch(JSON.stringify(other), /secret of this server/);
  const { run: second } = await ui.call('restore.start', { ...alone, safety: { kind: 'waiver', reason: 'it is saved already' }, shown: other.shown, confirm: server });
  const put = await ui.settled(second, 1200);
  assert.equal(put.state, 'done', JSON.stringify(put.steps.map(({ id, state, waitsFor, failure }) => [id, state, waitsFor?.sentence, failure?.sentence, failure?.lines.slice(-3)])));
  assert.match(await host.shell('cd /opt/allegro; sha256sum --check --quiet /root/configuration && stat -c "%a %U" constants.env constants.env.before-*; ls config'), /^600 root\n600 root\n[\s\S]*newer\.conf/);
}

/** Waits for a backup, and nods where Elasticsearch is given its place once, and restarts for it. */
export async function backedUp(ui: ServiceConsole, run: string, seconds = 900): Promise<void> {
  let backup = await ui.settled(run, seconds);
  for (; backup.state === 'waiting'; backup = await ui.settled(run, seconds)) {
    const step = backup.steps.find(({ waitsFor }) => waitsFor !== null)!;
    await ui.call('run.approve', { run, step: step.id, shown: step.waitsFor!.id });
    await ui.until('run.get', { run }, ({ state }) => state !== 'waiting', 30);
  }
  assert.equal(backup.state, 'done', JSON.stringify(backup.steps.map(({ id, state, failure }) => [id, state, failure?.sentence, failure?.lines.slice(-3)])));
}
