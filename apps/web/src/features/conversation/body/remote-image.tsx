import { Image, ImageOff } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../shared/ui/button';
import styles from './message-body.module.css';
import { Shown } from './shown';

type Props = { src: string; alt: string };

/** An image somewhere else. Loading it tells that place who reads here, so nothing loads before the reader says so. */
export function RemoteImage({ src, alt }: Props) {
  const [state, setState] = useState<'hidden' | 'shown' | 'failed'>('hidden');
  if (state === 'shown') {
    return (
      <img
        src={src}
        alt={alt}
        referrerPolicy="no-referrer"
        className={styles.image}
        onError={() => {
          setState('failed');
        }}
      />
    );
  }
  const host = new URL(src).host;
  return (
    <span className={styles.imageFrame}>
      <Button
        size="small"
        icon={state === 'failed' ? <ImageOff /> : <Image />}
        onClick={() => {
          setState('shown');
        }}
      >
        {state === 'failed' ? `The image did not load. Try again from ${host}` : `Show image from ${host}`}
      </Button>
      {alt && (
        <span className={styles.imageAlt}>
          <Shown text={alt} />
        </span>
      )}
    </span>
  );
}
