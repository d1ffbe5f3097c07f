/** The usual emoticons, with the shortcode each stands for. */
export const emoticons: Readonly<Record<string, string>> = {
  ':)': 'slightly_smiling_face',
  ':-)': 'slightly_smiling_face',
  '=)': 'slightly_smiling_face',
  ':]': 'slightly_smiling_face',
  ':D': 'smile',
  ':-D': 'smile',
  '=D': 'smile',
  ';)': 'wink',
  ';-)': 'wink',
  ':(': 'slightly_frowning_face',
  ':-(': 'slightly_frowning_face',
  '=(': 'slightly_frowning_face',
  ":'(": 'cry',
  ':P': 'stuck_out_tongue',
  ':p': 'stuck_out_tongue',
  ':-P': 'stuck_out_tongue',
  ':-p': 'stuck_out_tongue',
  ';P': 'stuck_out_tongue_winking_eye',
  ';p': 'stuck_out_tongue_winking_eye',
  ':O': 'open_mouth',
  ':o': 'open_mouth',
  ':-O': 'open_mouth',
  ':-o': 'open_mouth',
  ':/': 'confused',
  ':-/': 'confused',
  ':\\': 'confused',
  ':-\\': 'confused',
  ':|': 'neutral_face',
  ':-|': 'neutral_face',
  ':*': 'kissing_heart',
  ':-*': 'kissing_heart',
  '>:(': 'angry',
  '>:-(': 'angry',
  '8-)': 'sunglasses',
  'B-)': 'sunglasses',
  XD: 'laughing',
  xD: 'laughing',
  '<3': 'heart',
  '</3': 'broken_heart',
};

const longest = Math.max(...Object.keys(emoticons).map((emoticon) => emoticon.length));

// Around an emoticon: nothing, a space or a mark that ends or opens a phrase. No letter, digit or slash, so that
// `http://`, `10:30` and `C:\` never hold one; no hyphen or bar before it, so that `|--:|` does not.
const mayPrecede = /^[\s([{"'“‘*~.,!?…]?$/u;
const mayFollow = /^[\s)\]}"'”’*~.,!?…;:<]?$/u;

/** The longest emoticon at `at`, if it stands by itself. */
export function emoticonAt(text: string, at: number, before: string): string | null {
  if (!mayPrecede.test(before)) return null;
  for (let length = longest; length >= 2; length -= 1) {
    const candidate = text.slice(at, at + length);
    if (
      candidate.length === length &&
      Object.hasOwn(emoticons, candidate) &&
      mayFollow.test(text.charAt(at + length))
    ) {
      return candidate;
    }
  }
  return null;
}
