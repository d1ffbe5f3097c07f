import { sampleContent, type Snippet } from './snippet';

/** Needs nothing but Python. */
export const pythonUrllib: Snippet = {
  id: 'python-urllib',
  label: 'Python, urllib',
  language: 'python',
  hint: 'Python 3 and nothing else.',
  text: (url) => `import json
import time
import urllib.error
import urllib.request

URL = "${url}"


def post(content):
    body = json.dumps({"Content": content}).encode()
    request = urllib.request.Request(URL, body, {"Content-Type": "application/json"})
    for attempt in range(1, 6):
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if attempt == 5 or error.code not in (429, 503):
                raise SystemExit(f"Not posted ({error.code}): {error.read().decode()}")
            time.sleep(int(error.headers.get("Retry-After", 1)))


print(post("${sampleContent}"))
`,
};
