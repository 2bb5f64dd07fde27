import { FolderLink } from './folder-link';
import { nameWords } from './name-words';

interface Props {
  /** From "/" on, which is the file server's top. */
  folder: string;
  addressOf: (folder: string) => string;
  onOpen: (folder: string) => void;
}

/** The folders that lead to one, each to be opened. */
export function FolderPath({ folder, addressOf, onOpen }: Props) {
  const names = folder.split('/').filter((name) => name !== '');
  const steps = [{ name: 'Top', path: '/' }, ...names.map((name, index) => ({ name, path: `/${names.slice(0, index + 1).join('/')}` }))];
  return (
    <nav aria-label="Path">
      <ol className="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1 text-sm">
        {steps.map(({ name, path }, index) => (
          <li key={path} className="flex min-w-0 items-center gap-1.5">
            {index > 0 && <span aria-hidden className="text-ink-faint">/</span>}
            {path === folder ? <span aria-current="page" className="min-w-0 wrap-anywhere"><bdi>{nameWords(name)}</bdi></span> : <FolderLink href={addressOf(path)} onOpen={() => onOpen(path)}><bdi className="wrap-anywhere">{nameWords(name)}</bdi></FolderLink>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
