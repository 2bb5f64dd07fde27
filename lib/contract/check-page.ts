/** A page that tells more of what a check found. */
export interface CheckPage {
  /** Below the server's page Health, such as `/space`. */
  readonly below: string;
  readonly label: string;
}

/** null: Health itself tells all. */
export function checkPage(check: string): CheckPage | null {
  return check.startsWith('monitoring/disk-') ? { below: '/space', label: 'See what takes the space' } : null;
}
