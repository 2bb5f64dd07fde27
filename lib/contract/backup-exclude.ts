import * as z from 'zod';

/** Why files can't be left out of backups by this pattern, a sentence; null: they can. It begins at the file server's top; "*" and "?" stand for signs of one name, "**" for folders. */
function excludeProblem(pattern: string): string | null {
  if (pattern.length > 200) return 'Enter 200 characters at most.';
  // restic takes what is between brackets, behind a backslash, and space at the ends for something else.
  if (/[\p{Cc}\p{Cf}[\]\\]/u.test(pattern) || pattern !== pattern.trim()) return 'Enter a path without brackets, backslashes, control characters or blanks at its ends.';
  if (pattern.startsWith('/') || pattern.split('/').some((name) => ['', '.', '..'].includes(name))) return 'Enter a path below the top of the file server, such as "project/debug/*.tmp", without "/" at its ends.';
  return /[^*?/]/.test(pattern) ? null : 'This would leave out every file. Name a folder or a file.';
}

/** Files of the file server that no backup holds, by patterns. A restore of the files removes them. */
export const excludeInput = z.array(z.string().superRefine((pattern, context) => {
  const message = excludeProblem(pattern);
  if (message !== null) context.addIssue({ code: 'custom', message });
})).max(20, 'Enter 20 lines at most.');
