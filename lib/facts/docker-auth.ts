import { printed } from './answer';
import type { ServerFact } from './fact';
import { reading } from './script-fact';

export interface DockerAuth {
  /** SHA-256 of the stored base64 of `user:password`; `undefined` when a credential helper keeps it. */
  readonly sha256: string | undefined;
}

/** Whether root's Docker is logged in at `registryHost`; `undefined` when not (docker-login(1), config.json). */
export function dockerAuth(registryHost: string): ServerFact<DockerAuth | undefined> {
  const key = registryHost === 'docker.io' ? 'https://index.docker.io/v1/' : registryHost;
  return {
    from: 'server',
    id: `docker-auth:${registryHost}`,
    command: reading('docker-auth', [key], 'root', `Whether Docker is logged in at ${registryHost}`),
    parse(answer) {
      const text = printed(answer, 'its registry logins').trim();
      const sha256 = /^auth ([0-9a-f]{64})$/.exec(text)?.[1];
      return sha256 === undefined && text !== 'stored' ? undefined : { sha256 };
    },
  };
}
