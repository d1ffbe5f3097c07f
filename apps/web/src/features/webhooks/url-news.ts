import type { WebhookId, WebhookView } from '@carillon/contracts';
import { useState } from 'react';

/** Whether a webhook got another URL while its row was on screen, and by whom. */
export type UrlNews = 'none' | 'mine' | 'theirs';

type OwnRegeneration = {
  begin: (id: WebhookId) => void;
  end: (webhook: WebhookView | null) => void;
  /** Whether a URL that a webhook has now is the reader's own doing. */
  isOwn: (webhook: WebhookView) => boolean;
};

/** Remembers what the reader regenerates: the event of it may arrive before the answer, or after. */
export function useOwnRegeneration(): OwnRegeneration {
  const [underWay, setUnderWay] = useState<WebhookId | null>(null);
  const [urls, setUrls] = useState<readonly string[]>([]);
  return {
    begin: setUnderWay,
    end: (webhook) => {
      setUnderWay(null);
      if (webhook) setUrls([...urls, webhook.url]);
    },
    isOwn: ({ id, url }) => id === underWay || urls.includes(url),
  };
}

export function useUrlNews(webhook: WebhookView, isOwnUrl: (webhook: WebhookView) => boolean): UrlNews {
  const [known, setKnown] = useState(webhook.url);
  const [news, setNews] = useState<UrlNews>('none');
  if (known !== webhook.url) {
    setKnown(webhook.url);
    setNews(isOwnUrl(webhook) ? 'mine' : 'theirs');
  }
  return news;
}
