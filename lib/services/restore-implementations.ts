import { prepareDownload } from './restore-download';
import { putFileBack } from './restore-file';
import { listStoredFiles } from './restore-files';
import { findRestorable } from './restore-find';
import { getLeftByRestore } from './restore-left-get';
import { lookAtRestore } from './restore-look';
import { prepareRestore } from './restore-prepare';
import { releaseAfterRestore } from './restore-release';
import { startRestore } from './restore-start';
import type { Implementations } from './types';

/** The verbs of a restore. */
export const restoreImplementations = {
  'restore.find': findRestorable,
  'restore.look': lookAtRestore,
  'restore.start': startRestore,
  'restore.prepare': prepareRestore,
  'restore.files': listStoredFiles,
  'restore.file': putFileBack,
  'restore.download': prepareDownload,
  'restore.release': releaseAfterRestore,
  'restore.left': getLeftByRestore,
} satisfies Partial<Implementations>;
