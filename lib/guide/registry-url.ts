/** Where Docker asks a registry whether it is there. Docker Hub's registry has another name than its login. */
export function registryUrl(registryHost: string): string {
  if (registryHost === 'docker.io') return 'https://registry-1.docker.io/v2/';
  // Docker speaks plain HTTP to a registry on the machine itself.
  const plain = /^(?:localhost|127\.\d+\.\d+\.\d+)(?::|$)/.test(registryHost);
  return `${plain ? 'http' : 'https'}://${registryHost}/v2/`;
}

/** The host of a URL, without port and brackets. */
export const hostOf = (url: string): string => new URL(url).hostname.replaceAll(/[[\]]/g, '');
/** Whether a resolver is needed for it. */
export const isName = (host: string): boolean => host !== 'localhost' && !host.includes(':') && !/^\d+\.\d+\.\d+\.\d+$/.test(host);
