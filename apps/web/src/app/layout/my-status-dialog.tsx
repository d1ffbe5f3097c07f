import { StatusDialog } from '../../features/availability/status-dialog';
import { EmojiPicker } from '../../features/conversation/composer/emoji-picker';

type Props = { isOpen: boolean; onClose: () => void };

/** The status of the reader; its emoji come from the picker of the composer. */
export function MyStatusDialog(props: Props) {
  return <StatusDialog {...props} EmojiPicker={EmojiPicker} />;
}
