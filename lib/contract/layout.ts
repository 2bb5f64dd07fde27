import type { LayoutId } from './materials';

/**
 * Where a server generation keeps its things (design.md §5). A value, not an `if`: the rest of the code asks it.
 * Facts: guide.md for `guide`; ClearML's 2026 pages for `v3.29`; the public compose file for `oss`.
 */
export interface Layout {
  readonly id: LayoutId;
  readonly title: string;
  /** Such as /opt/allegro. */
  readonly base: string;
  /** Such as "allegro-". */
  readonly containerPrefix: string;
  /** Directories below the base, in the order in which they are made. */
  readonly directories: readonly { readonly path: string; readonly owner: string; readonly mode: number }[];
  /** Directory of apiserver.conf. */
  readonly configDirectory: string;
  /** Disks that the guide asks for: mount point, least bytes, what it is for, permission bits where the guide fixes them. */
  readonly disks: readonly { readonly mount: string; readonly bytes: number; readonly role: string; readonly mode?: number }[];
  /** sysctl names to values. */
  readonly kernel: Readonly<Record<string, string>>;
  readonly kernelFile: string;
  /** Published ports: web 8080, api 8008, files 8081, and the proxy 10000 where the layout has one. */
  readonly ports: { readonly web: number; readonly api: number; readonly files: number; readonly proxy: number | null };
  readonly registryHost: string;
  readonly imagePrefix: string;
  /** Paths asked on the ports above, and the status that means well. */
  readonly probes: readonly { readonly service: string; readonly port: number; readonly path: string; readonly status: number }[];
  /** A previous installation of these base directories. */
  readonly previousBases: readonly string[];
}
