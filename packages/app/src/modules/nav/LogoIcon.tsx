/**
 * One primary above two replicas, and the ways the data takes.
 * It stands on the sidebar, which is dark in both themes.
 */
export function LogoIcon() {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox="0 0 32 32"
      width="28"
      height="28"
      style={{ flexShrink: 0 }}
      aria-hidden="true"
    >
      <g fill="none" stroke="#7fb8d9" strokeWidth="2.2" strokeLinecap="round">
        <path d="M13 13.5 8.5 21" />
        <path d="M19 13.5l4.5 7.5" />
        <path d="M12.5 25.5h7" strokeDasharray="0.1 3.4" />
      </g>
      <circle cx="16" cy="8.5" r="6" fill="#f29111" />
      <circle cx="7" cy="25" r="4.5" fill="#7fb8d9" />
      <circle cx="25" cy="25" r="4.5" fill="#7fb8d9" />
    </svg>
  );
}
