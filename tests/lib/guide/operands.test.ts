import { expect, it } from 'vitest';
import { planStep } from '@/lib/engine/plan';
import { dockerLogin } from '@/lib/guide/installation/docker-login';
import { helloWorld } from '@/lib/guide/installation/hello-world';
import { previousInstallation } from '@/lib/guide/installation/previous-installation';
import { renderForAttempt } from '@/lib/shell/render';
import { inputsOf } from './inputs';
import { readingsOf } from './readings';

it('T-SH-6: a registry user that looks like an option stays the value of its own option', () => {
  const inputs = inputsOf({ registryUser: '--privileged', registryHost: 'registry.example.com' });
  const [login] = planStep(dockerLogin, readingsOf(dockerLogin.needs(inputs), { images: { missing: ['redis:6'] } }), inputs).commands;
  expect(login).toMatchObject({ argv: ['docker', 'login', '--username=--privileged', '--password-stdin', 'registry.example.com'] });
});

it('T-SH-5: names that a server made up are named in the plan, and no word of a command', () => {
  const hostile = `/opt/allegro/x';touch /tmp/pwn;'$(touch /tmp/pwn)`;
  const inputs = inputsOf();
  const found = { base: '/opt/allegro', files: 1, bytes: 1, newest: null, mounts: [hostile] };
  const facts = { found: [found] };
  const planned = planStep(previousInstallation, readingsOf(previousInstallation.needs(inputs), facts), inputs);
  expect(planned).toMatchObject({ state: 'blocked', commands: [] });
  expect(planned.blockedBy).toContain(hostile);
  const rendered = [previousInstallation, helloWorld].flatMap((step) => planStep(step, readingsOf(step.needs(inputs), { found: [{ ...found, mounts: [] }] }), inputs).commands).map(renderForAttempt).join('');
  expect(rendered).not.toContain('touch /tmp/pwn');
});
