'use client';
import { useSignOut } from '@/components/frame/person-menu';
import { sessionIsEnding } from '@/components/api/sign-in-address';
import { useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';

export function Sessions() {
  const signOut = useSignOut();
  const everywhere = useVerbMutation('session.sign-out-everywhere', { onSuccess: () => window.location.assign('/sign-in'), onError: () => sessionIsEnding(false) });
  const endAll = () => {
    sessionIsEnding(true);
    everywhere.mutate({});
  };
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-soft">Signing out everywhere ends this session too. Runs on servers go on.</p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={signOut}>Sign out here</Button>
        <Button onClick={endAll} busy={everywhere.isPending && 'Signing out…'}>Sign out everywhere</Button>
      </div>
      <ErrorNotice error={everywhere.error} />
    </div>
  );
}
