import { mistakeOf } from './yaml-mistakes';
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';

/** A YAML value with the line on which it stands. Aliases share one object, so a bomb stays as small as its text. */
export type Tree = { readonly line: number; readonly from: number; readonly to: number; /** Such as Compose's `!override`; null: none. */ readonly tag: string | null } & (
  | { readonly kind: 'scalar'; readonly text: string; readonly isNull: boolean }
  | { readonly kind: 'list'; readonly items: readonly Tree[] }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Tree> }
);

export interface YamlProblem {
  readonly rule: 'yaml-syntax' | 'yaml-duplicate-key' | 'yaml-aliases' | 'yaml-depth' | 'yaml-size' | 'yaml-documents';
  readonly line: number | null;
  readonly message: string;
  /** What to do, where that is known of the mistake. */
  readonly remedy?: string;
  /** The parser's own words, without what it quotes of the file: that may be a secret. */
  readonly detail?: string;
}

const maxDepth = 60;
/** Nodes once aliases are written out; Docker's own parser has a limit of this kind. */
const maxNodes = 1_000_000;
/** Characters: twenty times the largest compose file that the vendor publishes would still fit. */
const maxCharacters = 2_500_000;

/** Reads untrusted YAML: never throws, never expands aliases, never touches a prototype. `tree` null: nothing usable. */
export function readYaml(text: string): { tree: Tree | null; problems: readonly YamlProblem[] } {
  const refuse = (rule: YamlProblem['rule'], message: string, line: number | null = null) => ({ tree: null, problems: [{ rule, line, message }] });
  if (text.length > maxCharacters) return refuse('yaml-size', `It is longer than ${maxCharacters / 1e6} million characters, more than any compose file has.`);
  const tooDeep = deepLine(text);
  if (tooDeep !== null) return refuse('yaml-depth', `It is nested deeper than ${maxDepth} levels.`, tooDeep);
  const lines = new LineCounter();
  const problems: YamlProblem[] = [];
  try {
    // Unique keys are checked below: the library compares each key with all others.
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
    const errors = document.errors.toSorted((one, other) => one.pos[0] - other.pos[0]);
    for (const error of errors.slice(0, 20)) {
      const line = lines.linePos(error.pos[0]).line;
      const said = error.message.split('\n')[0] ?? '';
      if (error.code === 'MULTIPLE_DOCS') problems.push({ rule: 'yaml-documents', line, message: 'It holds several YAML documents; the console reads the first one.' });
      else if (error.message.startsWith('Maximum call stack')) return refuse('yaml-depth', 'It is nested too deeply to be read.', line);
      else if (!problems.some(({ rule }) => rule === 'yaml-syntax')) {
        // What the parser says of the rest mostly follows from the first mistake.
        const { message, remedy } = mistakeOf(error.code, said);
        problems.push({ rule: 'yaml-syntax', line, message: `It is not valid YAML: ${message}`, remedy, detail: said.replace(/: ".*$/, '').slice(0, 200) });
      }
    }
    // Of half a document nothing more is said.
    const tree = problems.some(({ rule }) => rule === 'yaml-syntax') ? null : convert(document, lines, problems);
    if (tree && expandedSize(tree, new Map()) > maxNodes) return refuse('yaml-aliases', 'Its aliases (*name) unfold to more than a million values, as in a "YAML bomb".');
    // Half a tree would only bring remarks about what is not there.
    const isBroken = problems.some((problem) => problem.rule === 'yaml-syntax' || problem.rule === 'yaml-depth');
    return { tree: isBroken ? null : tree, problems };
  } catch (error) {
    if (error instanceof RangeError) return refuse('yaml-depth', 'It is nested too deeply to be read.');
    return refuse('yaml-syntax', 'It is not valid YAML.');
  }
}

/** The first line whose indentation or brackets go deeper than allowed; a cheap look before the parser recurses. */
function deepLine(text: string): number | null {
  let open = 0;
  let line = 1;
  for (const row of text.split('\n')) {
    const dashes = /^[ ]*((?:[-?][ ]+)*)/.exec(row)?.[1]?.split(/ +/).length ?? 0;
    if (dashes > maxDepth) return line;
    for (let at = 0; at < row.length; at += 1) {
      const char = row[at];
      if (char === '[' || char === '{') open += 1;
      else if ((char === ']' || char === '}') && open > 0) open -= 1;
    }
    if (open > 2000) return line;
    line += 1;
  }
  return null;
}

function convert(document: Document, lines: LineCounter, problems: YamlProblem[]): Tree | null {
  const anchors = new Map<string, Tree | 'open'>();
  const unknown = new Set<string>();
  const report = (rule: YamlProblem['rule'], line: number, message: string, remedy?: string) => {
    if (problems.length < 100) problems.push({ rule, line, message, ...(remedy ? { remedy } : {}) });
  };
  const place = (node: Node) => {
    const [from = 0, to = 0] = node.range ?? [];
    return { from, to, line: lines.linePos(from).line };
  };

  function visit(node: unknown, depth: number, at: { from: number; to: number; line: number }): Tree {
    const nothing: Tree = { ...at, tag: null, kind: 'scalar', text: '', isNull: true };
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === 'open') report('yaml-aliases', at.line, `The alias *${node.source.slice(0, 40)} contains itself.`);
      if (target === undefined && !unknown.has(node.source)) report('yaml-syntax', at.line, `The alias *${node.source.slice(0, 40)} has no anchor above it.`, 'Define it above as "&name", or write the value itself.');
      if (target === undefined) unknown.add(node.source);
      return target === undefined || target === 'open' ? nothing : target;
    }
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return nothing;
    const here = node.range ? place(node) : at;
    const tag = node.tag ?? null;
    if (depth > maxDepth) {
      if (!problems.some((problem) => problem.rule === 'yaml-depth')) report('yaml-depth', here.line, `It is nested deeper than ${maxDepth} levels.`);
      return nothing;
    }
    if (node.anchor) anchors.set(node.anchor, 'open');
    const tree: Tree = isScalar(node)
      ? { ...here, tag, kind: 'scalar', text: scalarText(node.value, node.source), isNull: node.value === null }
      : isSeq(node)
        ? { ...here, tag, kind: 'list', items: node.items.map((item) => visit(item, depth + 1, here)) }
        : { ...here, tag, kind: 'map', entries: entriesOf(node.items, depth, here) };
    if (node.anchor) anchors.set(node.anchor, tree);
    return tree;
  }

  function entriesOf(items: readonly unknown[], depth: number, at: { from: number; to: number; line: number }): Map<string, Tree> {
    const entries = new Map<string, Tree>();
    const merged: Tree[] = [];
    for (const pair of items) {
      if (!isPair(pair)) continue;
      const key = visit(pair.key, depth + 1, at);
      const value = visit(pair.value, depth + 1, key);
      if (key.kind !== 'scalar') report('yaml-syntax', key.line, 'A key is a list or a mapping; Compose knows only words as keys.');
      else if (key.text === '<<') merged.push(...(value.kind === 'list' ? value.items : [value]));
      else if (entries.has(key.text)) report('yaml-duplicate-key', key.line, `The key "${key.text.slice(0, 80)}" stands here twice.`, 'Remove one of the two.');
      else entries.set(key.text, value);
    }
    for (const other of merged) {
      if (other.kind !== 'map') continue;
      for (const [key, value] of other.entries) if (!entries.has(key)) entries.set(key, value);
    }
    return entries;
  }

  return document.contents ? visit(document.contents, 0, { from: 0, to: 0, line: 1 }) : null;
}

/** A scalar as it was written: 0o644, 3.10 and yes keep their spelling. */
function scalarText(value: unknown, source: string | undefined): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (source !== undefined) return source;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : '';
}

function expandedSize(tree: Tree, known: Map<Tree, number>): number {
  const before = known.get(tree);
  if (before !== undefined) return before;
  const children = tree.kind === 'list' ? tree.items : tree.kind === 'map' ? [...tree.entries.values()] : [];
  const size = children.reduce((sum, child) => sum + expandedSize(child, known), 1);
  known.set(tree, size);
  return size;
}

/** The value under a path of keys; undefined where there is none. */
export function child(tree: Tree | null | undefined, ...path: string[]): Tree | undefined {
  let at: Tree | undefined = tree ?? undefined;
  for (const key of path) at = at?.kind === 'map' ? at.entries.get(key) : undefined;
  return at;
}

/** The text of a scalar that is not null. */
export function textOf(tree: Tree | undefined): string | null {
  return tree?.kind === 'scalar' && !tree.isNull ? tree.text : null;
}
