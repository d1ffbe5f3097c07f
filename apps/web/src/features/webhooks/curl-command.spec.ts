import { describe, expect, it } from 'vitest';
import { curlCommand, maskedUrl } from './curl-command';

const url = 'https://chat.example.com/incomingwebhooks/0b0e?token=carillonwhAbc123';

describe('the curl command', () => {
  it('posts a JSON object with the key Content to the URL', () => {
    expect(curlCommand(url)).toBe(
      `curl -X POST "${url}" -H "Content-Type:application/json" --data '{"Content":"Hello from a script :wave:"}'`,
    );
  });
});

describe('a masked URL', () => {
  it('keeps everything but the token', () => {
    expect(maskedUrl(url)).toBe('https://chat.example.com/incomingwebhooks/0b0e?token=••••••••');
    expect(maskedUrl(`${url}&a=b`)).not.toContain('Abc123');
    expect(curlCommand(maskedUrl(url))).not.toContain('carillonwh');
  });
});
