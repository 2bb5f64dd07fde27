import type { Secret } from '@/lib/core/secret';

/**
 * What a command does to the server beyond running. `restarts` and `destroys` need a person's nod
 * when the approved plan did not show them (design.md §1).
 */
export type Effect = 'reads' | 'changes' | 'downloads' | 'restarts' | 'destroys';

interface Common {
  /** One sentence for the plan: what this command is for. */
  readonly why: string;
  readonly effect: Effect;
  /** Who runs it: root (by sudo where the login is not root) or the login user. */
  readonly as: 'root' | 'login';
}

/** argv words, always quoted by the renderer. Secrets are never words: they go by `stdin`. */
export interface Exec extends Common {
  readonly kind: 'exec';
  readonly argv: readonly [string, ...string[]];
  readonly stdin?: string | Secret;
  readonly cwd?: string;
  /** Not for secrets: an environment is readable in /proc. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A named file below lib/: .sh, run by `sh -eu` with positional parameters, or .pl, run by Perl. */
export interface Script extends Common {
  readonly kind: 'script';
  /** Path below lib/, such as `guide/installation/previous.sh`. */
  readonly file: string;
  readonly args: readonly string[];
  readonly stdin?: string | Secret;
}

/** Puts a file in place atomically: staged beside it, then renamed, with owner and mode. */
export interface Install extends Common {
  readonly kind: 'install';
  readonly path: string;
  readonly content: string | Secret;
  /** Octal permission bits, such as 0o644. */
  readonly mode: number;
  /** `user:group`, names or numbers. */
  readonly owner: string;
}

/** Restarts the machine; ends by a new boot id, never by an exit code. */
export interface Reboot extends Common {
  readonly kind: 'reboot';
}

export type Command = Exec | Script | Install | Reboot;

type Options = Partial<Pick<Common, 'effect' | 'why'>>;

/** A command for root. `effect` is `changes` unless said otherwise. */
export function sudo(argv: readonly [string, ...string[]], options: Options & Pick<Exec, 'stdin' | 'cwd' | 'env'> = {}): Exec {
  return { kind: 'exec', as: 'root', effect: 'changes', why: '', ...options, argv };
}

/** A command for the login user that only reads. */
export function ask(argv: readonly [string, ...string[]], options: Options & Pick<Exec, 'env'> = {}): Exec {
  return { kind: 'exec', as: 'login', effect: 'reads', why: '', ...options, argv };
}

/** A named script for root. */
export function script(file: string, args: readonly string[] = [], options: Options & Partial<Pick<Script, 'as' | 'stdin'>> = {}): Script {
  return { kind: 'script', as: 'root', effect: 'changes', why: '', ...options, file, args };
}

/** A file put in place by root. */
export function install(path: string, content: string | Secret, options: Options & Partial<Pick<Install, 'mode' | 'owner'>> = {}): Install {
  return { kind: 'install', as: 'root', effect: 'changes', why: '', mode: 0o644, owner: 'root:root', ...options, path, content };
}

/** The reboot. */
export function reboot(why: string): Reboot {
  return { kind: 'reboot', as: 'root', effect: 'restarts', why };
}
