import { withTone } from '@carillon/message-format';
import { useId } from 'react';
import styles from './emoji-picker.module.css';

/** The tones as shortcodes number them; 1 stands for none. */
const tones = [
  { tone: 1, name: 'No skin tone' },
  { tone: 2, name: 'Light skin tone' },
  { tone: 3, name: 'Medium-light skin tone' },
  { tone: 4, name: 'Medium skin tone' },
  { tone: 5, name: 'Medium-dark skin tone' },
  { tone: 6, name: 'Dark skin tone' },
];

type Props = { tone: number; onToneChange: (tone: number) => void };

/** The skin tone that emoji of people are picked in. */
export function SkinTones({ tone: current, onToneChange }: Props) {
  const group = useId();
  return (
    <fieldset className={styles.tones}>
      <legend className="visually-hidden">Skin tone</legend>
      {tones.map(({ tone, name }) => (
        <label key={tone} title={name} className={styles.tone}>
          <input
            type="radio"
            name={group}
            aria-label={name}
            checked={tone === current}
            onChange={() => {
              onToneChange(tone);
            }}
          />
          <span aria-hidden="true">{withTone({ character: '✋', takesTones: true }, tone)}</span>
        </label>
      ))}
    </fieldset>
  );
}
