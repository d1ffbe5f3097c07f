import type { Inline } from '@carillon/message-format';
import { BroadcastChip, MentionChip } from './mention-chips';
import styles from './message-body.module.css';
import { RemoteImage } from './remote-image';
import { Shown } from './shown';

type Props = {
  nodes: readonly Inline[];
  /** In the label of a link nothing else can be pressed, so an image is only its description there. */
  isLinkLabel?: boolean;
};

/** Running text. See `Blocks` for the keys. */
export function Inlines({ nodes, isLinkLabel = false }: Props) {
  return nodes.map((node, index) => <InlineNode key={index} node={node} isLinkLabel={isLinkLabel} />);
}

function InlineNode({ node, isLinkLabel }: { node: Inline; isLinkLabel: boolean }) {
  switch (node.kind) {
    case 'text':
      return <Shown text={node.text} />;
    case 'break':
      return <br />;
    case 'strong':
      return (
        <strong>
          <Inlines nodes={node.children} isLinkLabel={isLinkLabel} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Inlines nodes={node.children} isLinkLabel={isLinkLabel} />
        </em>
      );
    case 'strikethrough':
      return (
        <del>
          <Inlines nodes={node.children} isLinkLabel={isLinkLabel} />
        </del>
      );
    case 'code':
      return (
        <code className={styles.inlineCode}>
          <Shown text={node.text} place="code" />
        </code>
      );
    case 'link':
      return (
        <a href={node.href} target="_blank" rel="noopener noreferrer">
          <Inlines nodes={node.children} isLinkLabel />
        </a>
      );
    case 'image':
      return isLinkLabel ? (
        <Shown text={node.alt || node.src} />
      ) : (
        <RemoteImage src={node.src} alt={node.alt} />
      );
    case 'emoji':
      return (
        <span role="img" aria-label={node.name} title={`:${node.name}:`} className={styles.emoji}>
          {node.character}
        </span>
      );
    case 'mention':
      return <MentionChip handle={node.handle} raw={node.raw} />;
    case 'broadcast':
      return <BroadcastChip who={node.who} />;
  }
}
