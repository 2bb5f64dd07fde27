/** Words of which one stands in each line that `exitOf` fits. */
export const endings: readonly string[] = ['exit', 'restarting (', 'rc:', 'shutting down with code', 'status='];

/** That a process or a container ended with this status, as Docker's lists, inspections and events, Compose, systemd and MongoDB say it. In the plain form of a line. */
export const exitOf = (status: number): RegExp =>
  new RegExp(`(?:exited with code |exited \\(|restarting \\(|exit ?code\\W{1,3}|exit status |\\bexit |\\brc: ?|shutting down with code: ?|status=)${status}(?!\\d)`);
