/** The only HTML that the page may read, by this name in the server's content security policy. */
const policyName = 'inert-paste';

/** The part of Trusted Types that is used here; not every browser has it, and TypeScript does not know it. */
type TrustedTypes = {
  createPolicy(
    name: string,
    rules: { createHTML: (html: string) => string },
  ): {
    createHTML: (html: string) => string;
  };
};

// A policy can be made once. What it lets through is not changed: it goes into a document that does nothing.
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy(policyName, {
  createHTML: (html) => html,
});

/** HTML from elsewhere as a document of its own, in which nothing runs and nothing is loaded. */
export function inertDocument(html: string): Document {
  return new DOMParser().parseFromString(policy?.createHTML(html) ?? html, 'text/html');
}
