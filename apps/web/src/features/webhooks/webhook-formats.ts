import type { MessageFormat } from '@carillon/contracts';
import type { RadioOption } from '../../shared/ui/radio-choice';

/** How the posts of a webhook are read, in words. */
export const webhookFormats: readonly RadioOption<MessageFormat>[] = [
  { value: 'markdown', label: 'Markdown', hint: 'Every post is read as Markdown.' },
  {
    value: 'plain',
    label: 'Plain unless /md',
    hint: 'For older scripts: text stays as it is unless a post starts with /md.',
  },
];

export function formatLabel(format: MessageFormat): string {
  return webhookFormats.find(({ value }) => value === format)?.label ?? format;
}
