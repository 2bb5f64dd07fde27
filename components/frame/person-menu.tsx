'use client';
import { CircleUser, DoorOpen, Keyboard, LogOut, Settings } from 'lucide-react';
import { sessionIsEnding } from '@/components/api/sign-in-address';
import { useVerbMutation } from '@/components/api/use-verb';
import { Menu } from '@/components/ui/menu';

/** Who is signed in, and the way out. */
export function PersonMenu({ user, onKeys }: { user: string; onKeys: () => void }) {
  const signOut = useSignOut();
  const signOutEverywhere = useSignOut('everywhere');
  return (
    <Menu
      label="You"
      trigger={
        <button type="button" className="flex h-9 items-center gap-2 rounded-md px-2 text-ink-soft transition-colors hover:bg-hover hover:text-ink">
          <CircleUser aria-hidden className="size-4" />
          <span className="max-w-32 truncate max-sm:sr-only">{user}</span>
        </button>
      }
      head={<>Signed in as <span className="font-medium text-ink">{user}</span></>}
      items={[
        { label: 'Settings', icon: Settings, href: '/settings' },
        { label: 'Keys', icon: Keyboard, onSelect: onKeys },
        { label: 'Sign out', icon: LogOut, onSelect: signOut, separated: true },
        { label: 'Sign out everywhere', icon: DoorOpen, onSelect: signOutEverywhere },
      ]}
    />
  );
}

/** Ends this session, or all of the user, and loads the sign-in page anew, so that nothing of it stays in memory. */
export function useSignOut(where: 'here' | 'everywhere' = 'here'): () => void {
  const { mutate } = useVerbMutation(where === 'here' ? 'session.sign-out' : 'session.sign-out-everywhere', {
    onSuccess: () => window.location.assign('/sign-in'),
    onError: ({ message }) => {
      sessionIsEnding(false);
      void import('sonner').then(({ toast }) => toast(`You are still signed in. ${message}`));
    },
  });
  return () => {
    sessionIsEnding(true);
    mutate({});
  };
}
