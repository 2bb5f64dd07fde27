import type { ComponentProps, MouseEvent } from 'react';

/** Goes to a folder within the page; as a link, it opens in another tab and can be copied. */
export function FolderLink({ onOpen, ...rest }: { onOpen: () => void } & ComponentProps<'a'>) {
  const click = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onOpen();
  };
  return <a className="min-w-0 font-medium text-accent underline-offset-2 hover:underline" onClick={click} {...rest} />;
}
