import type { RoomId, WebhookActivity, WebhookView } from '@carillon/contracts';
import { CodeXml, Ellipsis, Pencil, RefreshCw, ScrollText, Terminal, Trash2, Webhook } from 'lucide-react';
import { useId, useState } from 'react';
import { Avatar } from '../../shared/ui/avatar';
import { Banner } from '../../shared/ui/banner';
import { Button } from '../../shared/ui/button';
import { CopyButton } from '../../shared/ui/copy-button';
import { IconButton } from '../../shared/ui/icon-button';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../../shared/ui/menu';
import { dateOf, exactTime } from '../../shared/ui/times';
import { ActivityLine } from './activity-line';
import { useChangeWebhook, useSendTest } from './api';
import type { DeliveryFilter } from './delivery-log/log';
import { actionsButtonId, focusAfter } from './focus';
import { RenameWebhookForm } from './rename-webhook-form';
import { SnippetPanel } from './snippet-panel';
import { curl } from './snippets/curl';
import { TestMessageButton, TestMessageOutcome } from './test-message';
import { useUrlNews } from './url-news';
import { formatLabel, webhookFormats } from './webhook-formats';
import type { Question } from './webhook-list';
import styles from './webhook-row.module.css';

type Props = {
  roomId: RoomId;
  webhook: WebhookView;
  /** Undefined until it is known. */
  activity: WebhookActivity | undefined;
  isJustCreated: boolean;
  /** The reader comes back from its delivery log. */
  isWhereReaderCameFrom: boolean;
  /** Whether the reader regenerated the URL that it has. */
  isOwnUrl: (webhook: WebhookView) => boolean;
  onAsk: (kind: Question['kind']) => void;
  onOpenLog: (filter: DeliveryFilter) => void;
};

/** What a row shows below its actions: one thing at a time. */
type Panel = 'none' | 'rename' | 'snippets';

/** One webhook in Manage webhooks. Its URL is in the page only where it has to be copied by hand. */
export function WebhookRow({
  roomId,
  webhook,
  activity,
  isJustCreated,
  isWhereReaderCameFrom,
  isOwnUrl,
  onAsk,
  onOpenLog,
}: Props) {
  const [panel, setPanel] = useState<Panel>('none');
  const snippetsId = useId();
  const hasSnippets = panel === 'snippets';
  const change = useChangeWebhook(roomId, webhook.id);
  const test = useSendTest(roomId, webhook.id);
  const urlNews = useUrlNews(webhook, isOwnUrl);
  return (
    <li aria-label={webhook.name} className={styles.item}>
      <div className={styles.row}>
        <Avatar name={webhook.name} identity={webhook.id} icon={<Webhook />} />
        <WebhookFacts webhook={webhook} activity={activity} onOpenLog={onOpenLog} />
        <div className={styles.copy}>
          <CopyButton text={webhook.url} label="Copy webhook URL" autoFocus={isJustCreated} />
        </div>
        <div className={styles.menu}>
          <RowMenu
            webhook={webhook}
            onRename={() => {
              setPanel('rename');
            }}
            onFormat={(format) => {
              change.mutate({ format });
            }}
            onAsk={onAsk}
          />
        </div>
        <div className={styles.tools}>
          <TestMessageButton test={test} />
          <Button
            size="small"
            icon={<CodeXml />}
            aria-label={`Code for ${webhook.name}`}
            aria-expanded={hasSnippets}
            aria-controls={hasSnippets ? snippetsId : undefined}
            onClick={() => {
              setPanel(hasSnippets ? 'none' : 'snippets');
            }}
          >
            Code
          </Button>
          <Button
            size="small"
            icon={<ScrollText />}
            autoFocus={isWhereReaderCameFrom}
            onClick={() => {
              onOpenLog('all');
            }}
          >
            Delivery log
          </Button>
          <TestMessageOutcome test={test} />
        </div>
      </div>
      {panel === 'rename' && (
        <RenameWebhookForm
          roomId={roomId}
          webhook={webhook}
          onDone={() => {
            setPanel('none');
            focusAfter(webhook.id)?.focus();
          }}
        />
      )}
      {(isJustCreated || urlNews === 'mine') && <TryIt webhook={webhook} isNewUrl={urlNews === 'mine'} />}
      {urlNews === 'theirs' && (
        <Banner tone="warning">
          Another administrator has just regenerated its URL. The one you copied before no longer works.
        </Banner>
      )}
      {hasSnippets && <SnippetPanel id={snippetsId} webhook={webhook} />}
      {change.error && <Banner tone="danger">{change.error.message}</Banner>}
    </li>
  );
}

type MenuProps = {
  webhook: WebhookView;
  onRename: () => void;
  onFormat: (format: WebhookView['format']) => void;
  onAsk: Props['onAsk'];
};

function RowMenu({ webhook, onRename, onFormat, onAsk }: MenuProps) {
  return (
    <Menu
      trigger={
        <IconButton id={actionsButtonId(webhook.id)} label={`More actions for ${webhook.name}`}>
          <Ellipsis />
        </IconButton>
      }
    >
      <MenuItem icon={<Pencil />} onSelect={onRename}>
        Rename
      </MenuItem>
      <MenuItem
        icon={<RefreshCw />}
        onSelect={() => {
          onAsk('regenerate');
        }}
      >
        Regenerate URL
      </MenuItem>
      <MenuSeparator />
      <MenuChoice label="Format" options={webhookFormats} value={webhook.format} onValueChange={onFormat} />
      <MenuSeparator />
      <MenuItem
        icon={<Trash2 />}
        tone="danger"
        onSelect={() => {
          onAsk('delete');
        }}
      >
        Delete
      </MenuItem>
    </Menu>
  );
}

type FactsProps = Pick<Props, 'webhook' | 'activity' | 'onOpenLog'>;

function WebhookFacts({ webhook, activity, onOpenLog }: FactsProps) {
  const by = webhook.createdBy ? `by ${webhook.createdBy.displayName} ` : '';
  return (
    <div className={styles.facts}>
      <span dir="auto" className={styles.name} title={webhook.name}>
        {webhook.name}
      </span>
      <span className={styles.detail} title={exactTime(webhook.createdAt)}>
        {formatLabel(webhook.format)} · made {by}on {dateOf(webhook.createdAt)}
      </span>
      <ActivityLine activity={activity} onOpenLog={onOpenLog} />
    </div>
  );
}

function TryIt({ webhook, isNewUrl }: { webhook: WebhookView; isNewUrl: boolean }) {
  return (
    <div className={styles.tryIt}>
      <p>
        {isNewUrl
          ? 'It has a new URL. Put it into every script that posts here.'
          : 'Ready. Try it from a shell:'}
      </p>
      <CopyButton
        size="small"
        icon={<Terminal />}
        text={curl.text(webhook.url)}
        label="Copy a curl command"
      />
    </div>
  );
}
