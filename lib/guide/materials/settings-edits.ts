import type { Layout } from '@/lib/contract/layout';
import { accessUrls } from '../urls';
import type { MergedService } from './compose-merge';
import { isDockerHub } from './inputs-problems';
import type { EnvEdit } from './env-edit';
import { interpolate, type Lookup } from './interpolation';
import type { OpenSettings } from './material-file';
import type { OverrideEdit } from './override-edit';

export interface Reasoned<T> {
  readonly edits: readonly T[];
  /** One sentence for the plan. */
  readonly why: string;
}

/** Where the private authorities lie on the server, put together with the system's own. */
export const caCertificatesPath = (base: string): string => `${base}/config/ca-certificates/ca-certificates.crt`;
const caInContainer = '/etc/ssl/certs/ca-certificates.crt';
const caVariables = ['REQUESTS_CA_BUNDLE', 'SSL_CERT_FILE', 'CURL_CA_BUNDLE'];
const agentArguments = 'CLEARML_AGENT_EXTRA_DOCKER_ARGS';

/** Variables of constants.env (guide, security/tls). The open-source server names them otherwise. */
export function addressEdits(settings: OpenSettings, layout: Layout): Reasoned<EnvEdit> {
  const { web, api, files } = accessUrls({ settings, layout });
  const edits = layout.id === 'oss'
    ? [{ name: 'CLEARML_WEB_HOST', value: web }, { name: 'CLEARML_FILES_HOST', value: files }]
    : [{ name: 'WEBSERVER_URL_FOR_EXTERNAL_WORKERS', value: web }, { name: 'APISERVER_URL_FOR_EXTERNAL_WORKERS', value: api }, { name: 'FILESERVER_URL_FOR_EXTERNAL_WORKERS', value: files }];
  return { edits, why: 'The addresses under which agents and browsers reach ClearML, from the settings.' };
}

/** Edits of the override file that the settings demand; each list is empty where nothing is needed. */
export function overrideEdits(settings: OpenSettings, layout: Layout, services: readonly MergedService[], lookup: Lookup): Reasoned<OverrideEdit>[] {
  return [displayedUrls(settings, layout, services, lookup), cookies(settings, layout, services, lookup), registry(settings, services, lookup), privateCa(settings, layout, services, lookup)].filter(({ edits }) => edits.length > 0);
}

/** The web interface guesses api.<domain> and files.<domain> from app.<domain>; other names it must be told. */
function displayedUrls({ access }: OpenSettings, layout: Layout, services: readonly MergedService[], lookup: Lookup): Reasoned<OverrideEdit> {
  const why = 'The names do not begin with app, api and files below one domain, so the web interface must be told the other two (guide, Working with TLS; its example leaves out "services:").';
  if (access.kind === 'http') return { edits: [], why };
  const domains = new Set(Object.entries({ 'app.': access.app, 'api.': access.api, 'files.': access.files }).map(([head, name]) => (name.startsWith(head) ? name.slice(head.length) : `not ${name}`)));
  const webserver = services.find(({ name }) => name === 'webserver');
  if (!webserver || (domains.size === 1 && ![...domains][0]?.startsWith('not '))) return { edits: [], why };
  const { api, files } = accessUrls({ settings: { access }, layout });
  const value = layout.id === 'oss'
    ? JSON.stringify({ apiServer: api, filesServer: files })
    : '{"apiServer":"$APISERVER_URL_FOR_EXTERNAL_WORKERS","filesServer":"$FILESERVER_URL_FOR_EXTERNAL_WORKERS"}';
  return { edits: environmentEdit(webserver, 'WEBSERVER__displayedServerUrls', value, lookup), why };
}

/** Since 3.29 the login cookie is only sent over TLS, so a login over plain HTTP would fail without a word. */
function cookies({ access }: OpenSettings, layout: Layout, services: readonly MergedService[], lookup: Lookup): Reasoned<OverrideEdit> {
  const why = 'From version 3.29 the login cookie is only sent over TLS; over plain HTTP every login would fail.';
  const apiserver = services.find(({ name }) => name === 'apiserver');
  if (access.kind !== 'http' || layout.id !== 'v3.29' || !apiserver) return { edits: [], why };
  return { edits: environmentEdit(apiserver, 'CLEARML__apiserver__auth__cookies__secure', 'false', lookup), why };
}

/** Images of Docker Hub come from the registry of the settings instead; images that name another registry stay. */
function registry({ registryHost }: OpenSettings, services: readonly MergedService[], lookup: Lookup): Reasoned<OverrideEdit> {
  const why = `Images come from ${registryHost} instead of Docker Hub, under the same names.`;
  if (isDockerHub(registryHost)) return { edits: [], why };
  const edits = services.flatMap(({ name: service, image, imageText }): OverrideEdit[] => {
    if (!image || !imageText) return [];
    const moved = withRegistry(image, registryHost);
    if (moved === image) return [];
    // The text keeps its variables, unless one of them holds the registry.
    const text = withRegistry(imageText, registryHost);
    return [{ kind: 'image', service, image: interpolate(text, lookup).value === moved ? text : moved.replaceAll('$', '$$$$') }];
  });
  return { edits, why };
}

function withRegistry(image: string, host: string): string {
  const slash = image.indexOf('/');
  const first = slash === -1 ? '' : image.slice(0, slash);
  const namesRegistry = !first.includes('$') && (/[.:]/.test(first) || first === 'localhost');
  if (namesRegistry && !isDockerHub(first)) return image;
  return `${host}/${namesRegistry ? image.slice(slash + 1) : image}`;
}

/** ClearML's private-CA page of 2026: the applications' agent trusts it itself, and both agents hand it to their containers. */
function privateCa({ privateCa: pem }: OpenSettings, layout: Layout, services: readonly MergedService[], lookup: Lookup): Reasoned<OverrideEdit> {
  const why = 'The agents and what they start trust the private certificate authority of the settings.';
  if (pem === '' || layout.id === 'oss') return { edits: [], why };
  const source = caCertificatesPath(lookup('CLEARML_ROOT') ? '${CLEARML_ROOT}' : layout.base);
  const docker = [...caVariables.map((name) => `-e ${name}=${caInContainer}`), `-v ${source}:${caInContainer}:ro`].join(' ');
  const edits = services.flatMap((service): OverrideEdit[] => {
    if (service.name !== 'apps-agent' && service.name !== 'services-agent') return [];
    const before = service.environment.get(agentArguments)?.text ?? '';
    const wanted = before.includes(docker) ? before : `${before} ${docker}`.trim();
    const toContainers = environmentEdit(service, agentArguments, wanted, lookup);
    if (service.name === 'services-agent') return toContainers;
    const isMounted = service.mounts.includes(interpolate(source, lookup).value);
    return [...caVariables.flatMap((name) => environmentEdit(service, name, caInContainer, lookup)), ...toContainers, ...(isMounted ? [] : [{ kind: 'mount' as const, service: service.name, source, target: caInContainer }])];
  });
  return { edits, why };
}

/** Nothing where the container would get the same value already. */
function environmentEdit(service: MergedService, name: string, value: string, lookup: Lookup): OverrideEdit[] {
  const before = service.environment.get(name)?.text;
  if (before !== undefined && before !== null && interpolate(before, lookup).value === interpolate(value, lookup).value) return [];
  return [{ kind: 'environment', service: service.name, name, value }];
}
