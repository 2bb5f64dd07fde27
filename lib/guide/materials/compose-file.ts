import { interpolate, type Lookup } from './interpolation';
import { child, readYaml, textOf, type Tree, type YamlProblem } from './yaml-tree';

export interface ComposePort { readonly text: string; readonly published: string | null; readonly line: number }
export interface ComposeMount { readonly source: string; readonly target: string }

/** One service as one file describes it, variables filled in. */
export interface ComposeServiceFacts {
  readonly name: string;
  readonly line: number;
  readonly tree: Tree;
  readonly image: string | null;
  /** As written, before variables are filled in. */
  readonly imageText: string | null;
  readonly containerName: string | null;
  readonly hasBuild: boolean;
  readonly profiles: readonly string[];
  readonly ports: readonly ComposePort[];
  /** Host directories only, not named volumes. */
  readonly mounts: readonly ComposeMount[];
  /** Environment as written; null: taken from the environment of the command. */
  readonly environment: ReadonlyMap<string, EnvironmentItem>;
  /** Names of files that the service reads by `env_file` or `extends`. */
  readonly otherFiles: readonly string[];
}
export interface EnvironmentItem { readonly text: string | null; readonly tree: Tree; readonly form: 'map' | 'list' }

export interface VariableUse { readonly name: string; readonly required: boolean; readonly optional: boolean; readonly usedBy: string; readonly line: number }

export interface ComposeFile {
  readonly tree: Tree | null;
  readonly problems: readonly YamlProblem[];
  readonly topKeys: readonly string[];
  readonly services: ReadonlyMap<string, ComposeServiceFacts>;
  readonly uses: readonly VariableUse[];
  /** Lines with a text that Compose can't interpolate. */
  readonly invalidTemplates: readonly number[];
  /** `services` entries that are no mapping: name and line. */
  readonly misshapen: readonly { readonly name: string; readonly line: number }[];
}

/** The sections in which Compose fills in variables. */
const interpolated = ['name', 'services', 'volumes', 'networks', 'configs', 'secrets', 'include'];

/** What a compose file says, read without Docker. Never throws. `lookup` gives the values of constants.env. */
export function readCompose(text: string, lookup: Lookup): ComposeFile {
  const { tree, problems } = readYaml(text);
  const services = new Map<string, ComposeServiceFacts>();
  const uses: VariableUse[] = [];
  const invalidTemplates = new Set<number>();
  const misshapen: { name: string; line: number }[] = [];
  const fill = (value: string | null) => (value === null ? null : interpolate(value, lookup).value);
  const known = new Map<Tree, readonly VariableUse[]>();

  const section = child(tree, 'services');
  if (section?.kind === 'map') {
    for (const [name, service] of section.entries) {
      if (service.kind === 'map') services.set(name, readService(name, service, fill));
      else if (service.kind === 'scalar' && service.isNull) services.set(name, readService(name, service, fill));
      else misshapen.push({ name, line: service.line });
      uses.push(...collect(service, name, known, invalidTemplates));
    }
  }
  for (const key of interpolated) {
    const part = child(tree, key);
    if (part && key !== 'services') uses.push(...collect(part, '', known, invalidTemplates));
  }
  return { tree, problems, topKeys: tree?.kind === 'map' ? [...tree.entries.keys()] : [], services, uses, invalidTemplates: [...invalidTemplates], misshapen };
}

function readService(name: string, tree: Tree, fill: (value: string | null) => string | null): ComposeServiceFacts {
  const imageText = textOf(child(tree, 'image'));
  const list = (key: string): readonly Tree[] => {
    const value = child(tree, key);
    return value?.kind === 'list' ? value.items : [];
  };
  const extended = textOf(child(tree, 'extends', 'file'));
  const envFile = child(tree, 'env_file');
  const envFiles = envFile?.kind === 'list' ? envFile.items.map((item) => textOf(item) ?? textOf(child(item, 'path'))) : [textOf(envFile)];
  return {
    name,
    line: tree.line,
    tree,
    imageText,
    image: fill(imageText),
    containerName: fill(textOf(child(tree, 'container_name'))),
    hasBuild: child(tree, 'build') !== undefined,
    profiles: list('profiles').map((item) => fill(textOf(item)) ?? ''),
    ports: list('ports').map((item) => readPort(item, fill)),
    mounts: list('volumes').flatMap((item) => readMount(item, fill)),
    environment: readEnvironment(child(tree, 'environment')),
    otherFiles: [extended, ...envFiles].map(fill).filter((file): file is string => file !== null && file !== ''),
  };
}

function readPort(item: Tree, fill: (value: string | null) => string | null): ComposePort {
  if (item.kind !== 'map') {
    const text = fill(textOf(item)) ?? '';
    const parts = text.replace(/\/(tcp|udp|sctp)$/, '').split(':');
    return { text, published: parts.length > 1 ? (parts.at(-2) ?? null) : null, line: item.line };
  }
  const part = (key: string) => fill(textOf(child(item, key)));
  const published = part('published');
  const text = [part('host_ip'), published, part('target')].filter((value) => value).join(':') + (part('protocol') === 'udp' ? '/udp' : '');
  return { text, published, line: item.line };
}

function readMount(item: Tree, fill: (value: string | null) => string | null): ComposeMount[] {
  if (item.kind === 'map') {
    const [source, target] = [fill(textOf(child(item, 'source'))), fill(textOf(child(item, 'target')))];
    return textOf(child(item, 'type')) === 'bind' && source ? [{ source, target: target ?? '' }] : [];
  }
  const [source = '', target = ''] = (fill(textOf(item)) ?? '').split(':');
  return target !== '' && /^[/.~]/.test(source) ? [{ source, target }] : [];
}

function readEnvironment(tree: Tree | undefined): Map<string, EnvironmentItem> {
  const found = new Map<string, EnvironmentItem>();
  if (tree?.kind === 'map') for (const [name, value] of tree.entries) found.set(name, { text: textOf(value), tree: value, form: 'map' });
  if (tree?.kind === 'list') {
    for (const item of tree.items) {
      const text = textOf(item) ?? '';
      const equals = text.indexOf('=');
      if (text !== '') found.set(equals === -1 ? text : text.slice(0, equals), { text: equals === -1 ? null : text.slice(equals + 1), tree: item, form: 'list' });
    }
  }
  return found;
}

/** Variables that the texts below a tree use; each shared subtree is looked at once. */
function collect(tree: Tree, usedBy: string, known: Map<Tree, readonly VariableUse[]>, invalid: Set<number>): readonly VariableUse[] {
  const before = known.get(tree);
  if (before) return before.map((use) => ({ ...use, usedBy }));
  const found = new Map<string, VariableUse>();
  const add = (use: VariableUse) => found.set(`${use.name} ${use.required} ${use.optional}`, use);
  if (tree.kind === 'scalar') {
    if (!tree.text.includes('$')) return [];
    const read = interpolate(tree.text, () => undefined);
    if (read.invalid) invalid.add(tree.line);
    for (const { name, form } of read.references) add({ name, required: form === 'required', optional: form === 'default' || form === 'alternative', usedBy, line: tree.line });
  } else {
    for (const item of tree.kind === 'list' ? tree.items : tree.entries.values()) for (const use of collect(item, usedBy, known, invalid)) add(use);
  }
  const uses = [...found.values()];
  known.set(tree, uses);
  return uses;
}
