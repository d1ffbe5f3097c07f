import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { IconButton } from '../../../shared/ui/icon-button';

type Props = { onFiles: (files: File[]) => void };

/** Opens the browser's own choice of files; a phone offers its camera there too. */
export function AttachButton({ onFiles }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton label="Attach files" size="small" onClick={() => input.current?.click()}>
        <Paperclip />
      </IconButton>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to attach"
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // So that the same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
