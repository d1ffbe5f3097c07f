import { ALargeSmall, Eye, Smile } from 'lucide-react';
import { lazy, Suspense, useRef, useState, type KeyboardEvent, type MouseEvent, type RefObject } from 'react';
import { untilLoaded } from '../../../shared/page/until-loaded';
import { useMedia } from '../../../shared/page/use-media';
import { IconButton } from '../../../shared/ui/icon-button';
import { applyEdit, editOf } from './apply-edit';
import styles from './composer-tools.module.css';
import { insert, type Edit } from './edits';
import { formats, keysOf } from './formats';

const EmojiPicker = lazy(async () => ({
  default: (await untilLoaded(() => import('./emoji-picker'))).EmojiPicker,
}));

/** Below this the buttons of the formats take a row of their own, and only when asked for. */
const phone = '(max-width: 40rem)';

type Props = {
  field: RefObject<HTMLTextAreaElement | null>;
  isPreviewing: boolean;
  onPreviewToggle: () => void;
};

/** The buttons below the field. One stop of the Tab key; arrows move between them. */
export function ComposerTools({ field, isPreviewing, onPreviewToggle }: Props) {
  const isPhone = useMedia(phone);
  const [isOpen, setIsOpen] = useState(false);
  const hasFormats = !isPhone || isOpen;
  const roving = useRoving([
    ...(isPhone ? ['Formats'] : []),
    ...(hasFormats ? formats.map(({ label }) => label) : []),
    'Emoji',
    'Preview',
  ]);

  const edit = (change: (edit: Edit) => Edit) => {
    if (field.current) applyEdit(field.current, change(editOf(field.current)));
  };

  return (
    <div role="toolbar" aria-label="Formatting" className={styles.tools} {...roving.toolbar}>
      {isPhone && (
        <IconButton
          label="Formats"
          size="small"
          aria-pressed={isOpen}
          {...roving.button('Formats')}
          onClick={() => {
            setIsOpen(!isOpen);
          }}
        >
          <ALargeSmall />
        </IconButton>
      )}
      {hasFormats && (
        <span className={styles.formats}>
          {formats.map((format) => (
            <IconButton
              key={format.label}
              label={isPhone ? format.label : `${format.label} (${keysOf(format)})`}
              size="small"
              {...roving.button(format.label)}
              onClick={() => {
                edit(format.edit);
              }}
            >
              <format.icon />
            </IconButton>
          ))}
        </span>
      )}
      <EmojiTool field={field} {...roving.button('Emoji')} />
      <IconButton
        label="Preview"
        size="small"
        aria-pressed={isPreviewing}
        {...roving.button('Preview')}
        onClick={onPreviewToggle}
      >
        <Eye />
      </IconButton>
    </div>
  );
}

type EmojiToolProps = Pick<Props, 'field'> & ReturnType<ReturnType<typeof useRoving>['button']>;

function EmojiTool({ field, ...rest }: EmojiToolProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <IconButton
        ref={button}
        label="Emoji"
        size="small"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        {...rest}
        onClick={() => {
          setIsOpen(!isOpen);
        }}
      >
        <Smile />
      </IconButton>
      {isOpen && (
        <Suspense fallback={null}>
          <EmojiPicker
            anchor={button}
            field={field}
            onPick={(character) => {
              setIsOpen(false);
              if (field.current) applyEdit(field.current, insert(editOf(field.current), character));
            }}
            onClose={() => {
              setIsOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

/** A toolbar is one stop of the Tab key: at the button used last, at first the first. */
function useRoving(names: readonly string[]) {
  const [last, setLast] = useState<string>();
  const stop = last !== undefined && names.includes(last) ? last : names[0];
  return {
    toolbar: {
      // A press leaves the focus in the field, and a phone's keyboard where it is. What is drawn elsewhere, such as
      // the picker, has presses of its own.
      onMouseDown: (event: MouseEvent<HTMLElement>) => {
        if (event.currentTarget.contains(event.target as Node)) event.preventDefault();
      },
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        const next = neighbour(event.currentTarget, event.key);
        if (!next) return;
        event.preventDefault();
        next.focus();
      },
    },
    button: (name: string) => ({
      tabIndex: name === stop ? 0 : -1,
      onFocus: () => {
        setLast(name);
      },
    }),
  };
}

function neighbour(toolbar: HTMLElement, key: string): HTMLElement | undefined {
  const buttons = [...toolbar.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  if (at === -1) return undefined;
  if (key === 'ArrowRight') return buttons[at + 1] ?? buttons[0];
  if (key === 'ArrowLeft') return buttons.at(at - 1);
  if (key === 'Home') return buttons[0];
  return key === 'End' ? buttons.at(-1) : undefined;
}
