import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { settings as schema } from '@/lib/contract/settings';
import { applySettings } from '@/lib/guide/materials/apply-settings';
import { parseEnv } from '@/lib/guide/materials/env-file';
import { layouts } from '@/lib/guide/layouts';
import { parse } from 'yaml';
import { materialFiles } from './cases';

vi.setConfig({ testTimeout: 60_000 });

const sample = (name: string) => readFileSync(new URL(`../../../support/materials/guide/${name}`, import.meta.url), 'utf8');
const guide = { compose: sample('docker-compose.yml'), override: sample('docker-compose.override.yml'), constants: sample('constants.env') };
const settings = (more: object = {}) => schema.parse({ access: { kind: 'http', address: '192.0.2.7' }, supportPassword: { isSet: true }, registryPassword: { isSet: true }, ...more });
const tls = { access: { kind: 'tls', app: 'web.clearml.example.com', api: 'api.clearml.example.com', files: 'files.clearml.example.com' } };
const ca = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
type Compose = { services: Record<string, { image?: string; environment?: unknown; volumes?: string[] }> };

function apply(texts: Parameters<typeof materialFiles>[0], more: object = {}, layout = layouts.guide) {
  const applied = applySettings(materialFiles(texts), settings(more), layout);
  const texts2 = { compose: applied.files.compose?.reveal(), override: applied.files.override?.reveal(), constants: applied.files.constants?.reveal() };
  // What was applied is in place: applying it again changes no byte.
  const again = applySettings(materialFiles(Object.fromEntries(Object.entries(texts2).filter(([, text]) => text !== undefined))), settings(more), layout);
  expect(again.diffs).toEqual([]);
  expect(again.files.override?.reveal()).toBe(texts2.override);
  return { ...applied, texts: texts2, override: parse(texts2.override ?? '{}') as Compose };
}

describe('applySettings', () => {
  it('writes the three addresses for plain HTTP and leaves the rest as it is', () => {
    const { texts, diffs } = apply(guide);
    const urls = [['WEBSERVER', 8080], ['APISERVER', 8008], ['FILESERVER', 8081]] as const;
    for (const [name, port] of urls) expect(parseEnv(texts.constants ?? '').values.get(`${name}_URL_FOR_EXTERNAL_WORKERS`)).toBe(`http://192.0.2.7:${port}`);
    expect(texts.compose).toBe(guide.compose);
    expect(texts.override).toBe(guide.override);
    expect(diffs.map((diff) => diff.path)).toEqual(['/opt/allegro/constants.env']);
    const changed = (texts.constants ?? '').split('\n').filter((line, index) => line !== guide.constants.split('\n')[index]);
    expect(changed).toHaveLength(3);
  });

  it('writes https names, and tells the web interface about those it would not guess', () => {
    const { texts, override } = apply(guide, tls);
    expect(parseEnv(texts.constants ?? '').values.get('WEBSERVER_URL_FOR_EXTERNAL_WORKERS')).toBe('https://web.clearml.example.com');
    expect(JSON.stringify(override.services.webserver?.environment)).toContain('APISERVER_URL_FOR_EXTERNAL_WORKERS');
    const usual = apply({ ...guide, override: '# mine\n' }, { access: { kind: 'tls', app: 'app.x.example.com', api: 'api.x.example.com', files: 'files.x.example.com' } });
    expect(usual.texts.override).toBe('# mine\n');
    const foreign = apply({ ...guide, override: '# mine\n' }, { access: { kind: 'tls', app: 'app.x.example.com', api: 'api.y.example.com', files: 'files.x.example.com' } });
    expect(foreign.texts.override).toBe(`# mine\n\nservices:\n  webserver:\n    environment:\n      - WEBSERVER__displayedServerUrls={"apiServer":"$APISERVER_URL_FOR_EXTERNAL_WORKERS","filesServer":"$FILESERVER_URL_FOR_EXTERNAL_WORKERS"}\n`);
  });

  it('makes the override file where there is none, with the services key', () => {
    const { texts, diffs } = apply({ compose: guide.compose, constants: guide.constants }, tls);
    expect(texts.override).toMatch(/^services:\n {2}webserver:\n/);
    expect(diffs.find((diff) => diff.path.endsWith('override.yml'))).toMatchObject({ before: null });
  });

  it('keeps comments, order, indentation and Windows line ends of the override', () => {
    const override = '# top\r\nservices:\r\n    webserver:\r\n        # why\r\n        environment:\r\n            A: "1" # one\r\n        ports: ["1:1"]\r\n';
    const { texts } = apply({ ...guide, override }, tls);
    expect(texts.override).toBe(`# top\r\nservices:\r\n    webserver:\r\n        # why\r\n        environment:\r\n            A: "1" # one\r\n            WEBSERVER__displayedServerUrls: '{"apiServer":"$APISERVER_URL_FOR_EXTERNAL_WORKERS","filesServer":"$FILESERVER_URL_FOR_EXTERNAL_WORKERS"}'\r\n        ports: ["1:1"]\r\n`);
  });

  it('copies an alias instead of changing its anchor', () => {
    const override = 'x-env: &env\n  A: b\nservices:\n  webserver:\n    environment: *env\n  apiserver:\n    environment: *env\n';
    const services = apply({ ...guide, override }, tls).override.services;
    expect(Object.keys(services.webserver?.environment ?? {})).toEqual(['A', 'WEBSERVER__displayedServerUrls']);
    expect(services.apiserver?.environment).toEqual({ A: 'b' });
  });

  it('takes Docker Hub\'s images from another registry, under the same names', () => {
    const compose = 'services:\n  a: {image: "x/a:${TAG}"}\n  b: {image: "ghcr.io/x/b:1"}\n  c: {image: "docker.io/redis:7"}\n  d: {image: "${REG}d:1"}\n  e: {image: "r.example.com:5000/e:1"}\n  f: {image: "x/f:1", profiles: [more]}\n';
    const { images, override } = apply({ compose, constants: 'TAG=2\nREG=quay.io/\n' }, { registryHost: 'r.example.com:5000' });
    expect(images).toEqual(['ghcr.io/x/b:1', 'quay.io/d:1', 'r.example.com:5000/e:1', 'r.example.com:5000/redis:7', 'r.example.com:5000/x/a:2']);
    expect(override.services.a?.image).toBe('r.example.com:5000/x/a:${TAG}');
  });

  it('lets both agents trust a private authority', () => {
    const { override } = apply({ ...guide, override: 'services:\n  apps-agent:\n    environment:\n      CLEARML_AGENT_EXTRA_DOCKER_ARGS: "-e A=1"\n' }, { privateCa: ca });
    const agent = override.services['apps-agent'];
    expect(agent?.environment).toMatchObject({ REQUESTS_CA_BUNDLE: '/etc/ssl/certs/ca-certificates.crt', CLEARML_AGENT_EXTRA_DOCKER_ARGS: expect.stringMatching(/^-e A=1 -e REQUESTS_CA_BUNDLE=.*-v \/opt\/allegro\/config\/ca-certificates\/ca-certificates\.crt:/) as string });
    expect(agent?.volumes).toEqual(['/opt/allegro/config/ca-certificates/ca-certificates.crt:/etc/ssl/certs/ca-certificates.crt:ro']);
  });

  it('opens the login cookie for plain HTTP from 3.29 on, as a word and not a YAML boolean', () => {
    const compose = 'services:\n  apiserver: {image: "x:1"}\n';
    const asMap = apply({ compose, override: 'services:\n  apiserver:\n    environment: {A: b}\n', constants: '' }, {}, layouts['v3.29']);
    expect(asMap.override.services.apiserver?.environment).toEqual({ A: 'b', CLEARML__apiserver__auth__cookies__secure: 'false' });
    expect(apply({ compose, constants: '' }).override).toEqual({});
    expect(apply({ compose, constants: '' }, tls, layouts['v3.29']).override).toEqual({});
  });

  it('masks secrets in diffs and hands them over for redaction', () => {
    const constants = "A_PASSWORD='canary one'\n#OLD_TOKEN=canary-two\n";
    const override = 'services:\n  webserver:\n    # canary one\n    environment:\n      - B_SECRET=canary-three\n      - C_SECRET=$A_PASSWORD\n';
    const { diffs, secrets } = apply({ compose: guide.compose, override, constants }, tls);
    expect(diffs).toHaveLength(2);
    expect(JSON.stringify(diffs)).not.toContain('canary');
    expect(secrets.map((item) => item.reveal())).toEqual(expect.arrayContaining(['canary one', 'canary-three']));
  });

  it('leaves an override that it can not read as it is', () => {
    const override = 'services:\n\twebserver: x\n';
    const applied = applySettings(materialFiles({ ...guide, override }), settings(tls), layouts.guide);
    expect(applied.files.override?.reveal()).toBe(override);
  });
});
