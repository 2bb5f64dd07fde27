import { expect, it } from 'vitest';
import { planStep } from '@/lib/engine/plan';
import { dockerLogin } from '@/lib/guide/installation/docker-login';
import { registryUrl } from '@/lib/guide/registry-url';
import { buildInputs, proposeSettings } from '@/lib/services/inputs';
import { readingsOf } from '../guide/readings';

const inputsFor = (registryHost: string) =>
  buildInputs({ server: { name: 'a', address: '192.0.2.1', login: 'ops' }, layout: 'guide', settings: { ...proposeSettings({ address: '192.0.2.1' }, 'guide'), registryUser: 'u', registryPassword: 'p', registryHost }, files: {} });

it.each(['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com', 'hub.docker.com', 'Docker.IO'])('logs in at Docker Hub by its one name, entered as %s', (host) => {
  const inputs = inputsFor(host);
  const needs = dockerLogin.needs(inputs);
  const [login] = planStep(dockerLogin, readingsOf(needs, { images: { missing: ['x'] } }), inputs).commands;
  expect(login).toMatchObject({ argv: ['docker', 'login', '--username=u', '--password-stdin'] });
  expect(needs.auth).toMatchObject({ command: { args: ['https://index.docker.io/v1/'] } });
  expect(registryUrl(inputs.settings.registryHost)).toBe('https://registry-1.docker.io/v2/');
});

it('leaves another registry as it was entered', () => {
  expect(inputsFor('registry.example.com:5000').settings.registryHost).toBe('registry.example.com:5000');
});
