import Link from 'next/link';
import type { ReactNode } from 'react';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Checkup } from '@/lib/contract/finding';
import type { Server } from '@/lib/contract/server';
import { Fingerprint } from './fingerprint';
import { lastContactOf } from './last-contact';

const auth = { key: 'Private key', password: 'Password', agent: 'SSH agent' };
const sudo = { same: 'with the login’s password', other: 'with a password of its own', none: 'without a password' };

/** What one wants to know of a server at a glance. */
export function KeyFigures({ server, verification }: { server: Server; verification: Checkup | null }) {
  const verifiedAt = verification?.state === 'done' ? verification.endedAt : null;
  const lastContact = lastContactOf(server);
  return (
    <section aria-labelledby="figures" className="min-w-0">
      <h2 id="figures" className="mb-2 flex min-h-7 items-center font-semibold">At a glance</h2>
      <dl className="border-t border-line">
        <Figure name="ClearML">{server.clearmlUrl ? <a href={server.clearmlUrl} target="_blank" rel="noopener noreferrer" className="break-all text-accent underline underline-offset-2">{server.clearmlUrl}</a> : <Quiet>Not verified yet</Quiet>}</Figure>
        <Figure name="Verified">{verifiedAt ? <RelativeTime at={verifiedAt} /> : <Quiet>Never</Quiet>}</Figure>
        <Figure name="Last answer">{lastContact ? <RelativeTime at={lastContact} /> : <Quiet>Never</Quiet>}</Figure>
        <Figure name="Address"><span className="font-mono text-sm break-all">{server.login}@{server.address}{server.port === 22 ? '' : `:${server.port}`}</span></Figure>
        <Figure name="Signs in with">{auth[server.auth]}</Figure>
        <Figure name="Root">{server.login === 'root' ? 'The login is root' : `sudo ${sudo[server.sudo]}`}</Figure>
        <Figure name="Host key">{server.hostKey ? <Fingerprint hostKey={server.hostKey} /> : <Quiet>Not confirmed yet</Quiet>}</Figure>
        <Figure name="Added"><RelativeTime at={server.createdAt} /></Figure>
      </dl>
      <p className="mt-2 text-sm"><Link href={`/servers/${server.name}/edit`} className="rounded-sm font-medium text-accent underline-offset-2 hover:underline">Edit the profile</Link></p>
    </section>
  );
}

const Figure = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="grid min-h-9 grid-cols-[7rem_1fr] items-baseline gap-3 border-b border-line py-2">
    <dt className="text-ink-faint">{name}</dt>
    <dd className="min-w-0">{children}</dd>
  </div>
);
const Quiet = ({ children }: { children: ReactNode }) => <span className="text-ink-faint">{children}</span>;
