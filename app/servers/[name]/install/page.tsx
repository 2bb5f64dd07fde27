import { redirect } from 'next/navigation';
import { stageAddress } from '@/components/wizard/stage-address';
import { firstOpenStage } from '@/components/wizard/stages';
import { admitAdmin, ask } from '@/app/admit';

/** Opens the first stage that needs something. */
export default async function InstallPage({ params }: { params: Promise<{ name: string }> }) {
  const server = (await params).name;
  await admitAdmin(`/servers/${server}/install`);
  const [profile, materials, settings, preflight, plan, runs, verification] = await Promise.all([
    ask('server.get', { server }), ask('materials.get', { server }), ask('settings.get', { server }), ask('preflight.get', { server }),
    ask('plan.get', { server }), ask('run.list', { server, limit: 20 }), ask('verification.get', { server }),
  ]);
  const run = runs.find((candidate) => candidate.kind === 'install') ?? null;
  redirect(stageAddress(server, firstOpenStage({ server: profile, materials, settings, preflight, plan, run, verification })));
}
