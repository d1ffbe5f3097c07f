import type { WebhookId, WebhookView } from '@carillon/contracts';
import { useEffect, useState } from 'react';
import { focusNewButton } from './focus';

type GoneWebhooks = {
  /** Names of those that somebody else deleted while the list was open. */
  names: readonly string[];
  dismiss: () => void;
  /** The reader deletes this one themselves. */
  expect: (id: WebhookId) => void;
};

/** Notices webhooks that vanish from the list without the reader's doing. */
export function useGoneWebhooks(webhooks: readonly WebhookView[]): GoneWebhooks {
  const [known, setKnown] = useState(webhooks);
  const [names, setNames] = useState<readonly string[]>([]);
  const [expected, setExpected] = useState<readonly WebhookId[]>([]);
  if (known !== webhooks) {
    setKnown(webhooks);
    const gone = known.filter(
      ({ id }) => !expected.includes(id) && !webhooks.some((webhook) => webhook.id === id),
    );
    if (gone.length > 0) setNames([...names, ...gone.map(({ name }) => name)]);
  }

  // Whatever had the focus may have gone with its row; without a focus the keyboard leads nowhere.
  useEffect(() => {
    if (names.length > 0 && document.activeElement === document.body) focusNewButton();
  }, [names]);

  return {
    names,
    dismiss: () => {
      setNames([]);
    },
    expect: (id) => {
      setExpected([...expected, id]);
    },
  };
}
