/** Our mark: somebody on the ground line with both arms up, as those who guide aircraft in. The same drawing as public/mark.svg. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <g fill="none" strokeWidth="2.8" strokeLinecap="round" strokeLinejoin="round" className="stroke-on-accent">
        <path d="M7.5 7.5 16 17l8.5-9.5M16 17v4.5" />
        <path d="M7 25.5h18" opacity="0.65" />
      </g>
      <circle cx="16" cy="9.2" r="2.5" className="fill-on-accent" />
    </svg>
  );
}
