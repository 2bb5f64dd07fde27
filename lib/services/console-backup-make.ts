import { viewConsoleBackup } from './console-backup-view';
import { backUpConsole } from './console-backup-write';
import type { Implementation } from './types';

/** What is sent elsewhere goes on behind it: that may take longer than a browser or a proxy waits. */
export const makeConsoleBackup: Implementation<'console-backup.make'> = async (context) => {
  const { made } = await backUpConsole(context.resources, true);
  context.auditNote = made.file;
  return viewConsoleBackup(context.resources);
};
