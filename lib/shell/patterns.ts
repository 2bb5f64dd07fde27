/** What one node leads to: nothing, one unit (of nearly all nodes), or several. */
type Children = null | { readonly unit: number; readonly node: Node } | Map<number, Node>;

interface Node {
  children: Children;
  readonly depth: number;
  fail: Node | null;
  /** Length of the longest pattern that ends here; 0 when none does. */
  longest: number;
}

/** Many patterns as one automaton (Aho and Corasick, 1975). It does not change once built: cursors share it. */
export class Patterns {
  readonly root: Node = node(0);

  constructor(patterns: Iterable<string>) {
    for (const pattern of patterns) this.#add(pattern);
    this.#link();
  }

  #add(pattern: string): void {
    let at = this.root;
    for (let index = 0; index < pattern.length; index++) at = childOf(at, pattern.charCodeAt(index)) ?? grow(at, pattern.charCodeAt(index));
    at.longest = Math.max(at.longest, pattern.length);
  }

  /** Breadth first: where to go on when a pattern breaks off. */
  #link(): void {
    let level: Node[] = [this.root];
    while (level.length > 0) {
      const below: Node[] = [];
      for (const parent of level) {
        for (const [unit, child] of entries(parent.children)) {
          child.fail = (parent.fail && next(parent.fail, unit)) ?? this.root;
          child.longest = Math.max(child.longest, child.fail.longest);
          below.push(child);
        }
      }
      level = below;
    }
  }
}

/** A place in a text that is read chunk by chunk. */
export class Cursor {
  #at: Node;

  constructor(private readonly patterns: Patterns) {
    this.#at = patterns.root;
  }

  /** How many of the characters read last could be the beginning of a pattern. */
  get pending(): number {
    return this.#at.depth;
  }

  reset(): void {
    this.#at = this.patterns.root;
  }

  /** Reads one UTF-16 unit; returns the length of the longest pattern that ends with it, or 0. */
  step(unit: number): number {
    this.#at = next(this.#at, unit) ?? this.patterns.root;
    return this.#at.longest;
  }
}

const node = (depth: number): Node => ({ children: null, depth, fail: null, longest: 0 });

function childOf({ children }: Node, unit: number): Node | undefined {
  if (children === null) return undefined;
  if (children instanceof Map) return children.get(unit);
  return children.unit === unit ? children.node : undefined;
}

function grow(parent: Node, unit: number): Node {
  const child = node(parent.depth + 1);
  const { children } = parent;
  if (children === null) parent.children = { unit, node: child };
  else if (children instanceof Map) children.set(unit, child);
  else parent.children = new Map([[children.unit, children.node], [unit, child]]);
  return child;
}

function entries(children: Children): Iterable<readonly [number, Node]> {
  if (children === null) return [];
  return children instanceof Map ? children : [[children.unit, children.node]];
}

/** The child by `unit` of `from` or of the longest end of it that has one. */
function next(from: Node, unit: number): Node | undefined {
  for (let at: Node | null = from; at !== null; at = at.fail) {
    const child = childOf(at, unit);
    if (child !== undefined) return child;
  }
  return undefined;
}
