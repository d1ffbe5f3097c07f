import { shownText } from '@carillon/message-format';
import styles from './message-body.module.css';

type Props = { text: string; place?: 'text' | 'code' };

/** Text with what cannot be seen named, and with towers of marks cut off at the height of their line. */
export function Shown({ text, place = 'text' }: Props) {
  return shownText(text, place).map((part, index) => {
    switch (part.kind) {
      case 'plain':
        return part.text;
      case 'invisible':
        return (
          <span key={index} title="A character that cannot be seen" className={styles.invisible}>
            {part.label}
          </span>
        );
      case 'stacked':
        return (
          <span key={index} className={styles.stacked}>
            {part.text}
          </span>
        );
    }
  });
}
