import type { Command } from '@/lib/shell/command';
import type { Answer, Reach } from '@/lib/shell/host';

const brand = Symbol.for('groundcrew.unreadable');

/** Thrown by `parse` when the answer can't be told: neither a value nor absent. The reason is a whole sentence. */
export class Unreadable extends Error {
  readonly [brand] = true;
}
export function isUnreadable(error: unknown): error is Unreadable {
  return typeof error === 'object' && error !== null && brand in error;
}

/**
 * What a question's answer turned out to be. `undefined` inside T means absent ("no Docker here"), which is a value;
 * unreadable is not one: it makes a check `unknown` and blocks a step.
 */
export type Reading<T> = { readonly readable: true; readonly value: T } | { readonly readable: false; readonly reason: string };

/** A question put to the server: a command and a pure parser of its answer. */
export interface ServerFact<T> {
  readonly from: 'server';
  /** Unique for its question, parameters included, such as `file:/etc/fstab`: one round trip asks each id once. */
  readonly id: string;
  readonly command: Command;
  /** Milliseconds; 20 s unless said otherwise. */
  readonly timeout?: number;
  /** Throws `Unreadable` when it can't tell. */
  parse(answer: Answer): T;
  /** What it means that the server would not run this as root; unreadable unless given. `reason` is a whole sentence. */
  refused?(reason: string): T;
}

/** A question that the console asks from outside. */
export interface OutsideFact<T> {
  readonly from: 'console';
  readonly id: string;
  /** How the page shows it, such as "GET http://192.0.2.1:8080/". */
  readonly shown: string;
  /** Throws `Unreadable` when it can't tell. */
  ask(reach: Reach): Promise<T>;
}

export type Fact<T> = ServerFact<T> | OutsideFact<T>;
