/** Why Redis is in no backup, where somebody decides about one. */
export const WithoutRedis = () => (
  <p className="max-w-[68ch] text-ink-soft">Redis is not backed up, and is safe to lose: it holds locks, sessions, caches and lists of workers, which ClearML makes anew once people have signed in again and workers have registered; a restore empties it.</p>
);
