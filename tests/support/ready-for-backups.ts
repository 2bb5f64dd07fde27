import type { RunBench } from './run-bench';

/** The bench's server as one that is installed, with a directory to which its backups go; their names. */
export async function readyForBackups(bench: RunBench): Promise<{ server: string; destination: string }> {
  const { name: server } = (await bench.work.repositories.servers.byId(bench.serverId))!;
  await bench.work.repositories.servers.edit(bench.serverId, { state: 'installed' });
  const { destination } = await bench.call('backup-destination.save', { server, destination: { id: null, place: { kind: 'directory', path: '/mnt/backup' }, passphrase: { action: 'make' } } });
  return { server, destination: destination.id };
}
