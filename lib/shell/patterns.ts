interface Node {
  readonly next: Map<number, Node>;
  readonly depth: number;
  fail: Node | null;
  /** Length of the longest pattern that ends here; 0 when none does. */
  longest: number;
}

/** Finds many patterns in one pass, chunk by chunk (Aho and Corasick, 1975). */
export class Patterns {
  readonly #root: Node = { next: new Map(), depth: 0, fail: null, longest: 0 };
  #state: Node = this.#root;

  constructor(patterns: Iterable<string>) {
    for (const pattern of patterns) this.#add(pattern);
    this.#link();
  }

  /** How many of the characters read last could be the beginning of a pattern. */
  get pending(): number {
    return this.#state.depth;
  }

  reset(): void {
    this.#state = this.#root;
  }

  /** Reads one UTF-16 unit; returns the length of the longest pattern that ends with it, or 0. */
  step(unit: number): number {
    let node: Node | null = this.#state;
    while (node !== null && !node.next.has(unit)) node = node.fail;
    this.#state = node?.next.get(unit) ?? this.#root;
    return this.#state.longest;
  }

  #add(pattern: string): void {
    let node = this.#root;
    for (let index = 0; index < pattern.length; index++) {
      const unit = pattern.charCodeAt(index);
      let child = node.next.get(unit);
      if (!child) node.next.set(unit, (child = { next: new Map(), depth: node.depth + 1, fail: null, longest: 0 }));
      node = child;
    }
    node.longest = Math.max(node.longest, pattern.length);
  }

  /** Breadth first: where to go on when a pattern breaks off. */
  #link(): void {
    const queue: Node[] = [this.#root];
    for (let node = queue.shift(); node; node = queue.shift()) {
      for (const [unit, child] of node.next) {
        let fallback = node.fail;
        while (fallback !== null && !fallback.next.has(unit)) fallback = fallback.fail;
        child.fail = fallback?.next.get(unit) ?? this.#root;
        child.longest = Math.max(child.longest, child.fail.longest);
        queue.push(child);
      }
    }
  }
}
