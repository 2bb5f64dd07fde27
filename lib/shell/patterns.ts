/** What is kept of one node, in cells beside each other; 0 stands for "none", since the root is nobody's child. */
const unitCell = 0;
const firstChild = 1;
const nextSibling = 2;
const failCell = 3;
const depthCell = 4;
/** Length of the longest pattern that ends here; 0 when none does. */
const longestCell = 5;
const cellsOfNode = 6;
const root = 0;
/** Of a text, most characters: what the root leads to by them is looked up at once. */
const plain = 128;

/**
 * Many patterns as one automaton (Aho and Corasick, 1975). It does not change once built: cursors share it. Its nodes are numbers in one
 * array: each watched server has an automaton of thousands of nodes, which as objects took ten times the memory.
 */
export class Patterns {
  #cells: Uint16Array | Uint32Array = new Uint32Array(1024 * cellsOfNode);
  #size = 1;
  /** Where the root leads to by each plain character; null while the automaton is built. */
  #beginnings: Uint16Array | Uint32Array | null = null;

  constructor(patterns: Iterable<string>) {
    for (const pattern of patterns) this.#add(pattern);
    this.#link();
    const used = this.#cells.subarray(0, this.#size * cellsOfNode);
    const Cells = used.every((cell) => cell <= 0xffff) ? Uint16Array : Uint32Array;
    this.#cells = Cells.from(used);
    this.#beginnings = Cells.from(Array.from({ length: plain }, (_, unit) => this.#child(root, unit)));
  }

  /** The node to which `unit` leads from `node`, or from the longest end of it from which it leads anywhere. */
  next(node: number, unit: number): number {
    for (let at = node; ; at = this.#at(at, failCell)) {
      const child = (at === root && unit < plain ? this.#beginnings?.[unit] : undefined) ?? this.#child(at, unit);
      if (child !== 0 || at === root) return child;
    }
  }

  /** How many characters lead to the node. */
  depth(node: number): number {
    return this.#at(node, depthCell);
  }

  longest(node: number): number {
    return this.#at(node, longestCell);
  }

  #at(node: number, cell: number): number {
    return this.#cells[node * cellsOfNode + cell] ?? 0;
  }

  #put(node: number, cell: number, value: number): void {
    this.#cells[node * cellsOfNode + cell] = value;
  }

  #child(node: number, unit: number): number {
    let child = this.#at(node, firstChild);
    while (child !== 0 && this.#at(child, unitCell) !== unit) child = this.#at(child, nextSibling);
    return child;
  }

  #add(pattern: string): void {
    let at = root;
    for (let index = 0; index < pattern.length; index++) at = this.#child(at, pattern.charCodeAt(index)) || this.#grow(at, pattern.charCodeAt(index));
    this.#put(at, longestCell, Math.max(this.#at(at, longestCell), pattern.length));
  }

  #grow(parent: number, unit: number): number {
    const child = this.#size++;
    if (this.#size * cellsOfNode > this.#cells.length) {
      const larger = new Uint32Array(this.#cells.length * 2);
      larger.set(this.#cells);
      this.#cells = larger;
    }
    this.#put(child, unitCell, unit);
    this.#put(child, nextSibling, this.#at(parent, firstChild));
    this.#put(child, depthCell, this.#at(parent, depthCell) + 1);
    this.#put(parent, firstChild, child);
    return child;
  }

  /** Breadth first: where to go on when a pattern breaks off. */
  #link(): void {
    for (let level = [root]; level.length > 0; ) {
      const below: number[] = [];
      for (const parent of level) {
        for (let child = this.#at(parent, firstChild); child !== 0; child = this.#at(child, nextSibling)) {
          const fail = parent === root ? root : this.next(this.#at(parent, failCell), this.#at(child, unitCell));
          this.#put(child, failCell, fail);
          this.#put(child, longestCell, Math.max(this.#at(child, longestCell), this.#at(fail, longestCell)));
          below.push(child);
        }
      }
      level = below;
    }
  }
}

/** A place in a text that is read chunk by chunk. */
export class Cursor {
  #at = root;

  constructor(private readonly patterns: Patterns) {}

  /** How many of the characters read last could be the beginning of a pattern. */
  get pending(): number {
    return this.patterns.depth(this.#at);
  }

  reset(): void {
    this.#at = root;
  }

  /** Reads one UTF-16 unit; returns the length of the longest pattern that ends with it, or 0. */
  step(unit: number): number {
    this.#at = this.patterns.next(this.#at, unit);
    return this.patterns.longest(this.#at);
  }
}
