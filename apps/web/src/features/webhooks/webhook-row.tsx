import type { RoomId, WebhookView } from '@carillon/contracts';
import { CodeXml, Ellipsis, Pencil, RefreshCw, Terminal, Trash2, Webhook } from 'lucide-react';
import { useId, useState } from 'react';
import { Avatar } from '../../shared/ui/avatar';
import { Banner } from '../../shared/ui/banner';
import { Button } from '../../shared/ui/button';
import { CopyButton } from '../../shared/ui/copy-button';
import { IconButton } from '../../shared/ui/icon-button';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../../shared/ui/menu';
import { useChangeWebhook } from './api';
import { DeleteWebhookDialog } from './delete-webhook-dialog';
import { RegenerateWebhookDialog } from './regenerate-webhook-dialog';
import { RenameWebhookForm } from './rename-webhook-form';
import { SnippetPanel } from './snippet-panel';
import { curl } from './snippets/curl';
import { formatLabel, webhookFormats } from './webhook-formats';
import styles from './webhook-row.module.css';

type Props = {
  roomId: RoomId;
  webhook: WebhookView;
  isJustCreated: boolean;
};

type Action = 'none' | 'rename' | 'regenerate' | 'delete';

/** One webhook in Manage webhooks. Its URL is in the page only where it has to be copied by hand. */
export function WebhookRow({ roomId, webhook, isJustCreated }: Props) {
  const [action, setAction] = useState<Action>('none');
  const [isRegenerated, setIsRegenerated] = useState(false);
  const [hasSnippets, setHasSnippets] = useState(false);
  const snippetsId = useId();
  const change = useChangeWebhook(roomId, webhook.id);
  const stop = () => {
    setAction('none');
  };
  return (
    <li aria-label={webhook.name} className={styles.item}>
      <div className={styles.row}>
        <Avatar name={webhook.name} identity={webhook.id} icon={<Webhook />} />
        <WebhookFacts webhook={webhook} />
        <div className={styles.actions}>
          <CopyButton text={webhook.url} label="Copy webhook URL" autoFocus={isJustCreated} />
          <Button
            icon={<CodeXml />}
            aria-label={`Code for ${webhook.name}`}
            aria-expanded={hasSnippets}
            aria-controls={hasSnippets ? snippetsId : undefined}
            onClick={() => {
              setHasSnippets(!hasSnippets);
            }}
          >
            Code
          </Button>
          <Menu
            trigger={
              <IconButton label={`More actions for ${webhook.name}`}>
                <Ellipsis />
              </IconButton>
            }
          >
            <MenuItem
              icon={<Pencil />}
              onSelect={() => {
                setAction('rename');
              }}
            >
              Rename
            </MenuItem>
            <MenuItem
              icon={<RefreshCw />}
              onSelect={() => {
                setAction('regenerate');
              }}
            >
              Regenerate URL
            </MenuItem>
            <MenuSeparator />
            <MenuChoice
              label="Format"
              options={webhookFormats}
              value={webhook.format}
              onValueChange={(format) => {
                change.mutate({ format });
              }}
            />
            <MenuSeparator />
            <MenuItem
              icon={<Trash2 />}
              tone="danger"
              onSelect={() => {
                setAction('delete');
              }}
            >
              Delete
            </MenuItem>
          </Menu>
        </div>
      </div>
      {action === 'rename' && <RenameWebhookForm roomId={roomId} webhook={webhook} onDone={stop} />}
      {(isJustCreated || isRegenerated) && <TryIt webhook={webhook} isNewUrl={isRegenerated} />}
      {hasSnippets && <SnippetPanel id={snippetsId} webhook={webhook} />}
      {change.error && <Banner tone="danger">{change.error.message}</Banner>}
      <RegenerateWebhookDialog
        roomId={roomId}
        webhook={webhook}
        isOpen={action === 'regenerate'}
        onCancel={stop}
        onRegenerated={() => {
          stop();
          setIsRegenerated(true);
        }}
      />
      <DeleteWebhookDialog roomId={roomId} webhook={webhook} isOpen={action === 'delete'} onCancel={stop} />
    </li>
  );
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

function WebhookFacts({ webhook }: { webhook: WebhookView }) {
  const by = webhook.createdBy ? `by ${webhook.createdBy.displayName}, ` : '';
  return (
    <div className={styles.facts}>
      <span className={styles.name} title={webhook.name}>
        {webhook.name}
      </span>
      <span className={styles.detail}>
        {formatLabel(webhook.format)} · {by}
        {day.format(new Date(webhook.createdAt))}
      </span>
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
