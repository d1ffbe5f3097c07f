/** Where a person goes after signing in: a place of this page, never another site. */
export function nextLocation(search: URLSearchParams): string {
  const next = search.get('next') ?? '/';
  // Two slashes, or a slash and a backslash, are the start of another host.
  return /^\/(?![/\\])/.test(next) ? next : '/';
}

/** The sign-in page that leads back to a place. */
export function signInLocation(from: { pathname: string; search: string }): string {
  const next = from.pathname + from.search;
  return next === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next }).toString()}`;
}
