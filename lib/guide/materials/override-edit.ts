import { isAlias, isMap, isScalar, isSeq, parseDocument, Scalar, YAMLMap, YAMLSeq, type Document } from 'yaml';

export type OverrideEdit =
  | { readonly kind: 'environment'; readonly service: string; readonly name: string; readonly value: string }
  | { readonly kind: 'mount'; readonly service: string; readonly source: string; readonly target: string; /** Read-only unless. */ readonly isWritable?: true }
  | { readonly kind: 'image'; readonly service: string; readonly image: string };

/**
 * docker-compose.override.yml with the edits applied: comments, order and line ends stay, blanks may be evened out.
 * null: the text can't be edited, because it is no valid YAML mapping. Without edits the text comes back as it is.
 */
export function editOverride(text: string | null, edits: readonly OverrideEdit[]): string | null {
  if (edits.length === 0) return text;
  const source = text ?? '';
  const document: Document = parseDocument(source, { prettyErrors: false, logLevel: 'silent', uniqueKeys: false });
  if (document.errors.length > 0) return null;
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) document.contents = new YAMLMap(document.schema);
  if (!isMap(document.contents)) return null;
  const services = mapAt(document, document.contents, 'services');
  if (!services) return null;
  for (const edit of edits) {
    const service = mapAt(document, services, edit.service);
    if (!service) return null;
    if (edit.kind === 'image') service.set('image', edit.image);
    else if (edit.kind === 'environment') setEnvironment(document, service, edit.name, edit.value);
    else setMount(document, service, edit);
  }
  const written = document.toString({ lineWidth: 0, ...habitsOf(source), flowCollectionPadding: !/[[{][^\s\]}]/.test(source) });
  const isWindows = source.includes('\r\n') && !/[^\r]\n/.test(source);
  const mark = source.startsWith('\uFEFF') && !written.startsWith('\uFEFF') ? '\uFEFF' : '';
  return mark + (isWindows ? written.replace(/\r?\n/g, '\r\n') : written);
}

/** The mapping under a key; made where there is none or only a null, copied where an alias stands. null: something else is there. */
function mapAt(document: Document, parent: YAMLMap, key: string): YAMLMap | null {
  const found = unalias(document, parent, key);
  if (isMap(found)) return found;
  if (found !== undefined && !(isScalar(found) && found.value === null)) return null;
  const made = new YAMLMap(document.schema);
  parent.set(key, made);
  return made;
}

/** An alias is replaced by a copy, so that an edit does not change the other places that use the anchor. */
function unalias(document: Document, parent: YAMLMap, key: string): unknown {
  const found = parent.get(key, true) as unknown;
  if (!isAlias(found)) return found;
  const copy = found.resolve(document)?.clone() as Scalar | YAMLMap | YAMLSeq | undefined;
  if (copy) {
    delete copy.anchor;
    parent.set(key, copy);
  }
  return copy;
}

function setEnvironment(document: Document, service: YAMLMap, name: string, value: string): void {
  const found = unalias(document, service, 'environment');
  if (isMap(found)) {
    const quoted = new Scalar(value);
    // Quoted, or YAML 1.1 would make a boolean of "false", which Compose refuses.
    quoted.type = value.includes('"') && !value.includes("'") ? Scalar.QUOTE_SINGLE : Scalar.QUOTE_DOUBLE;
    found.set(name, quoted);
    return;
  }
  const list = isSeq(found) ? found : new YAMLSeq(document.schema);
  if (list !== found) service.set('environment', list);
  const text = `${name}=${value}`;
  const at = list.items.findIndex((item) => isScalar(item) && typeof item.value === 'string' && (item.value === name || item.value.startsWith(`${name}=`)));
  if (at === -1) list.add(text);
  else list.set(at, text);
}

function setMount(document: Document, service: YAMLMap, { source, target, isWritable }: Extract<OverrideEdit, { kind: 'mount' }>): void {
  const found = unalias(document, service, 'volumes');
  const list = isSeq(found) ? found : new YAMLSeq(document.schema);
  if (list !== found) service.set('volumes', list);
  const isSame = (item: unknown) => (isScalar(item) ? typeof item.value === 'string' && item.value.split(':')[1] === target : isMap(item) && item.get('target') === target);
  const at = list.items.findIndex(isSame);
  const text = `${source}:${target}${isWritable ? '' : ':ro'}`;
  if (at === -1) list.add(text);
  else list.set(at, text);
}

/** The file's own habits: blanks by which it indents, whether list items stand deeper than their key. */
function habitsOf(text: string): { indent: number; indentSeq: boolean } {
  let [indent, indentSeq] = [0, true];
  let key: number | null = null;
  for (const line of text.split(/\r?\n/)) {
    const [, blanks = '', rest = ''] = /^(\uFEFF? *)(.*)$/.exec(line) ?? [];
    if (rest.trim() === '' || rest.startsWith('#')) continue;
    const width = blanks.replace('\uFEFF', '').length;
    if (key !== null && !rest.startsWith('-') && width > key && indent === 0) indent = width - key;
    if (key !== null && rest.startsWith('- ')) indentSeq = width > key;
    key = /:\s*(?:#.*)?$/.test(rest) ? width : null;
  }
  return { indent: indent >= 1 && indent <= 8 ? indent : 2, indentSeq };
}
