import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '@/lib/core/clock';
import { consoleInfo } from '@/lib/services/console-info';
import { InProcessConsole } from '../../support/in-process-console';

let console_: InProcessConsole;
beforeAll(async () => void (console_ = await InProcessConsole.start()));
afterAll(() => console_.close());

it.each([['/run/agent.sock', true], [null, false]])('says of an agent at %s only whether there is one', async (sshAgentSocket, sshAgent) => {
  const resources = { ...console_.services.resources, environment: { ...console_.services.resources.environment, sshAgentSocket } };
  const info = await consoleInfo({ actor: { id: 'a', name: 'ada', role: 'admin' }, sessionId: 's', address: '127.0.0.1', clock: systemClock, resources, cookie: '', setCookies: [] }, {});
  expect(info.sshAgent).toBe(sshAgent);
  expect(JSON.stringify(info)).not.toContain('agent.sock');
});
