'use client';
import { Pencil } from 'lucide-react';
import { useVerb } from '@/components/api/use-verb';
import { ConnectionPanel } from '@/components/servers/connection-panel';
import { Fingerprint } from '@/components/servers/fingerprint';
import { useLastTest } from '@/components/servers/last-test';
import { unpinnedKey } from '@/components/servers/unpinned-key';
import { ButtonLink } from '@/components/ui/button';
import { Code } from '@/components/ui/code';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { ConnectionTest, Server } from '@/lib/contract/server';
import { stageAddress } from './stage-address';
import { StagePage, StageSection } from './stage-page';

const authWords: Record<Server['auth'], string> = { password: 'by password', key: 'by private key', agent: 'by the SSH agent' };
const sudoWords: Record<Server['sudo'], string> = { same: 'with the login password', other: 'with a password of its own', none: 'without a password' };

/** The profile, the host key, and the connection test. */
export function ConnectStage({ server: name }: { server: string }) {
  const test = useLastTest(name);
  const { data: server, error } = useVerb('server.get', { server: name });
  const connected = Boolean(server?.hostKey && server.lastSeenAt);
  return (
    <StagePage
      server={name} stage="connect" sentence={server ? sentenceOf(server, test) : 'Loading the profile.'}
      primary={<ButtonLink kind={connected ? 'primary' : 'secondary'} href={stageAddress(name, 'materials')}>Add the ClearML files</ButtonLink>}
    >
      <ErrorNotice error={error} />
      {!server && !error && <SkeletonRows rows={6} label="Loading the profile" />}
      {server && (
        <StageSection title="Profile" aside={<ButtonLink size="small" icon={Pencil} href={`/servers/${name}/edit?from=connect`}>Edit the profile</ButtonLink>}>
          <dl className="grid gap-x-4 sm:grid-cols-[9rem_1fr] sm:gap-y-1.5 max-sm:[&>dd]:mb-2">
            <dt className="text-ink-soft">Address</dt>
            <dd><Code>{server.address}</Code> port {server.port}</dd>
            <dt className="text-ink-soft">Login</dt>
            <dd><Code>{server.login}</Code> {authWords[server.auth]}</dd>
            <dt className="text-ink-soft">sudo</dt>
            <dd>{server.login === 'root' ? 'not needed, root logs in' : sudoWords[server.sudo]}</dd>
            <dt className="text-ink-soft">Host key</dt>
            <dd className="min-w-0">{server.hostKey ? <Fingerprint hostKey={server.hostKey} /> : unpinnedKey(test)}</dd>
          </dl>
        </StageSection>
      )}
      <StageSection title="Connection"><ConnectionPanel server={name} secondary={connected} /></StageSection>
    </StagePage>
  );
}

function sentenceOf(server: Server, test: ConnectionTest | null) {
  if (!server.hostKey && test) return `${unpinnedKey(test)}.`;
  if (!server.hostKey) return 'Test the connection and confirm the server’s host key.';
  if (test && !test.ok) return `The last test did not come through: ${test.stages.find(({ outcome }) => outcome === 'fail')?.message ?? 'the connection ended.'}`;
  if (!server.lastSeenAt) return 'The host key is confirmed. Test the connection.';
  return <>The server answered <RelativeTime at={server.lastSeenAt} />, with the key that is pinned.</>;
}
