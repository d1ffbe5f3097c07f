/** A ready-made program that posts to a webhook, for one language or tool. */
export type Snippet = {
  /** Never changes, whatever the label says one day. */
  readonly id: string;
  readonly label: string;
  /** What a code block names its language by. */
  readonly language: 'sh' | 'powershell' | 'python' | 'js' | 'go' | 'yaml';
  /** What one does with it, in a sentence or two. */
  readonly hint: string;
  /** The text, with the URL of the webhook put in. Those for CI take the URL from a secret and leave it out. */
  text(url: string): string;
};

/** What every snippet posts, until somebody writes their own. */
export const sampleContent = 'Hello from a script :wave:';

/** The variable, or secret, from which CI jobs take the URL. */
export const urlVariable = 'CARILLON_WEBHOOK_URL';

/** A webhook URL that can be shown: whoever looks over a shoulder cannot post with it. */
export function maskedUrl(url: string): string {
  return url.replace(/(\btoken=)[^&]*/, '$1••••••••');
}
