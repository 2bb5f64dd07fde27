import type { ConnectionTest } from '@/lib/contract/server';
import type { Redactor } from '@/lib/shell/redact';
import { testConnection } from '@/lib/ssh/test-connection';
import { announceServer } from './announce';
import { sshProfile } from './connect-server';
import { findServer } from './find-server';
import { redactorOfServer } from './known-secrets';
import { readLastFacts } from './settings-view';
import type { Implementation } from './types';
import { workOf } from './work';

/** Connects anew, once: a kept connection would prove nothing. A refused login that was remembered is forgotten. */
export const testServer: Implementation<'server.test'> = async (context, input) => {
  const { resources, clock } = context;
  const work = workOf(resources);
  const server = await findServer(work, input.server);
  const profile = sshProfile(server, await work.repositories.servers.credentials(server.id), resources.environment.sshAgentSocket);
  const result = masked(await testConnection(profile, { clock }), await redactorOfServer(work, server.id));
  if (result.hostKey === 'changed') context.auditNote = `another host key than the pinned one was shown${result.presented === null ? '' : `, ${result.presented.algorithm} ${result.presented.sha256}`}; nothing was sent`;
  // A host key that waits for a person is a question, not a failure.
  const stopped = result.hostKey === 'first-use' ? undefined : result.stages.find(({ outcome }) => outcome === 'fail');
  if (stopped) {
    context.auditOutcome = 'failed';
    context.auditNote ??= stopped.message.replace(/\.$/, '');
    await work.repositories.servers.edit(server.id, { lastFacts: JSON.stringify({ ...readLastFacts(server), failedTest: { stage: stopped.stage, message: stopped.message } }) });
    await announceServer(work, server.id);
  }
  if (result.ok) {
    work.connections.reset(server.id);
    await work.repositories.servers.edit(server.id, { lastSeenAt: clock.now(), lastFacts: JSON.stringify({ ...readLastFacts(server), summary: result.summary, failedTest: null }) });
    work.runs.wake(server.id);
    await work.watcher.refresh(server.id);
    await announceServer(work, server.id);
  }
  return result;
};

/** A server may say back what was sent to it. */
function masked(result: ConnectionTest, redactor: Redactor): ConnectionTest {
  const mask = (text: string | null) => (text === null ? null : redactor.redact(text));
  return { ...result, stages: result.stages.map((stage) => ({ ...stage, message: redactor.redact(stage.message) })), remedy: mask(result.remedy), summary: mask(result.summary) };
}
