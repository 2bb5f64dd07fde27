const brand = Symbol.for('groundcrew.secret');
const mask = '••••••';

/**
 * A value that must not be shown. Every automatic way of turning it into text gives a mask;
 * the one way out is `reveal()`. Recognised by brand, because Next evaluates a module several times
 * in one process and `instanceof` would then say no.
 */
export class Secret {
  readonly [brand] = true;
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Call it only where the text leaves for the server or for the encrypted store. */
  reveal(): string {
    return this.#value;
  }

  /** True for the empty string: "nothing was entered" without revealing anything. */
  isEmpty(): boolean {
    return this.#value === '';
  }

  toString(): string {
    return mask;
  }

  toJSON(): string {
    return mask;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `Secret(${mask})`;
  }
}

/** Whether `value` is a Secret, of whichever copy of this module. */
export function isSecret(value: unknown): value is Secret {
  return typeof value === 'object' && value !== null && brand in value;
}

/** Shorthand used where a plain string becomes a secret. */
export function secret(value: string): Secret {
  return new Secret(value);
}
