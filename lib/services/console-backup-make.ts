import { viewConsoleBackup } from './console-backup-view';
import { backUpConsole } from './console-backup-write';
import type { Implementation } from './types';

export const makeConsoleBackup: Implementation<'console-backup.make'> = async (context) => {
  const { file } = await backUpConsole(context.resources);
  context.auditNote = file;
  return viewConsoleBackup(context.resources);
};
