import { sampleContent, type Snippet } from './snippet';

/** For those who have the requests library anyway. */
export const pythonRequests: Snippet = {
  id: 'python-requests',
  label: 'Python, requests',
  language: 'python',
  hint: 'Python 3 with the requests library.',
  text: (url) => `import time

import requests

URL = "${url}"


def post(content):
    for attempt in range(1, 6):
        try:
            answer = requests.post(URL, json={"Content": content}, timeout=30)
        except requests.RequestException as error:
            # Its text holds the URL, which is a secret.
            raise SystemExit(f"Not posted: {type(error).__name__}") from None
        if answer.ok:
            return answer.json()
        if attempt == 5 or answer.status_code not in (429, 503):
            raise SystemExit(f"Not posted ({answer.status_code}): {answer.text}")
        time.sleep(int(answer.headers.get("Retry-After", 1)))


print(post("${sampleContent}"))
`,
};
