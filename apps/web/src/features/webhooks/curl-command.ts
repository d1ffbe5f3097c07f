/** The command that posts a first message, ready to be pasted into a shell. */
export function curlCommand(url: string): string {
  const body = JSON.stringify({ Content: 'Hello from a script :wave:' });
  return `curl -X POST "${url}" -H "Content-Type:application/json" --data '${body}'`;
}

/** A webhook URL that can be shown: whoever looks over a shoulder cannot post with it. */
export function maskedUrl(url: string): string {
  return url.replace(/(\btoken=)[^&]*/, '$1••••••••');
}
