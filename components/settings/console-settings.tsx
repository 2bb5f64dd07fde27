'use client';
import type { ReactNode } from 'react';
import { useVerb } from '@/components/api/use-verb';
import { ErrorNotice } from '@/components/ui/error-notice';
import { PageHeader } from '@/components/ui/page-header';
import { formatBytes } from '@/lib/core/units';
import type { OutputOf } from '@/lib/contract/verbs';
import { ConsoleBackupForm } from './console-backup-form';
import { HistoryForm } from './history-form';
import { MetricsForm } from './metrics-form';
import { PasswordForm } from './password-form';
import { Sessions } from './sessions';
import { SettingsNav } from './settings-nav';
import { StatusPageForm } from './status-page-form';
import { ThemeChoice } from './theme-choice';

/** This console: what it is, and what is yours in it. */
export function ConsoleSettings({ initial, user }: { initial: OutputOf<'console.info'>; user: string }) {
  const { data: info = initial, error } = useVerb('console.info', {}, { initial });
  return (
    <>
      <SettingsNav />
      <PageHeader name="Settings" sentence={`Groundcrew ${info.version}, signed in as ${user}.`} />
      <ErrorNotice error={error} className="mb-6" />
      <div className="flex max-w-3xl flex-col">
        <Section id="appearance" title="Appearance" hint="Kept in this browser."><ThemeChoice /></Section>
        <Section id="password" title="Password" hint="Your other sessions end when it changes."><PasswordForm user={user} /></Section>
        <Section id="sessions" title="Sessions" hint="Where you are signed in."><Sessions /></Section>
        <Section id="status-page" title="Status page" hint="For researchers, without a sign-in."><StatusPageForm /></Section>
        <Section id="metrics" title="Metrics" hint="For Prometheus, by a token."><MetricsForm url={info.url} /></Section>
        <Section id="history" title="History" hint="For how long figures are kept."><HistoryForm /></Section>
        <Section id="console-backup" title="Backup" hint="Of this console itself."><ConsoleBackupForm /></Section>
        <Section id="console" title="Console" hint="For a report, or to find its data.">
          <dl className="flex flex-col">
            <Row name="Version">{info.version}</Row>
            <Row name="Address"><Mono>{info.url}</Mono></Row>
            <Row name="Data directory"><Mono>{info.dataDirectory}</Mono></Row>
            <Row name="Database">{formatBytes(info.databaseBytes)}</Row>
            <Row name="Node.js">{info.node}</Row>
          </dl>
          <p className="mt-3 text-sm text-ink-soft">Whoever has both the database and the key file of the data directory has your servers: copy them with a backup, which is encrypted.</p>
        </Section>
      </div>
    </>
  );
}

function Section({ id, title, hint, children }: { id: string; title: string; hint: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="grid scroll-mt-16 gap-x-8 gap-y-3 border-t border-line py-6 sm:grid-cols-[12rem_1fr]">
      <div>
        <h2 id={`${id}-title`} className="font-semibold">{title}</h2>
        <p className="text-sm text-ink-faint">{hint}</p>
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
const Row = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="grid min-h-9 grid-cols-[8rem_1fr] items-baseline gap-3 border-b border-line py-2 first:border-t">
    <dt className="text-ink-faint">{name}</dt>
    <dd className="min-w-0">{children}</dd>
  </div>
);
const Mono = ({ children }: { children: string }) => <span className="font-mono text-sm break-all">{children}</span>;
