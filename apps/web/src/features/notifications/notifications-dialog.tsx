import { BellRing } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Banner } from '../../shared/ui/banner';
import { Button } from '../../shared/ui/button';
import { Dialog, DialogActions, DialogBody } from '../../shared/ui/dialog';
import { showToast } from '../../shared/ui/toasts';
import { choicesHere, choose, permissionHere } from './choices';
import styles from './notifications-dialog.module.css';
import { canBePushed, isPushed, startPush, stopPush } from './push';
import { showTest } from './show';
import { ring } from './sound';

type Props = {
  isOpen: boolean;
  onClose: () => void;
  /** The reader asked not to be disturbed. */
  isQuiet: boolean;
};

/** What this device does when something calls its reader. */
export function NotificationsDialog({ isOpen, onClose, isQuiet }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Notifications"
      description="On this device. For which messages, you choose in each room."
    >
      <DialogBody>
        {isQuiet && <Banner tone="info">You asked not to be disturbed, so nothing is shown or heard.</Banner>}
        <Settings />
        <DialogActions>
          <Button onClick={onClose}>Done</Button>
        </DialogActions>
      </DialogBody>
    </Dialog>
  );
}

function Settings() {
  const [permission, setPermission] = useState(permissionHere);
  const [choices, setChoices] = useState(choicesHere);
  const push = usePush();
  const shows = choices.shows && permission === 'granted';

  async function handleShows(isOn: boolean) {
    // Asked at the reader's own click, and only then.
    const answer = isOn && permission === 'default' ? await Notification.requestPermission() : permission;
    setPermission(answer);
    choose({ shows: isOn && answer === 'granted' });
    if (!isOn && push.isOn) await push.change(false);
    setChoices(choicesHere());
  }

  function handleSounds(isOn: boolean) {
    choose({ sounds: isOn });
    setChoices(choicesHere());
    if (isOn) ring().catch(complain);
  }

  return (
    <div className={styles.settings}>
      <Setting
        label="Show notifications"
        hint={permissionHint(permission)}
        isOn={shows}
        isDisabled={permission === 'denied' || permission === 'unsupported'}
        onChange={(isOn) => {
          handleShows(isOn).catch(complain);
        }}
      />
      <Setting label="Play a sound" hint="A short bell" isOn={choices.sounds} onChange={handleSounds} />
      <Setting
        label="Reach me when Carillon is closed"
        hint={
          canBePushed()
            ? 'By the push service of this browser; what it carries is encrypted. Nothing is sent while you use another device.'
            : 'This browser has no push service.'
        }
        isOn={shows && push.isOn}
        isDisabled={!shows || !canBePushed() || push.isBusy}
        onChange={(isOn) => {
          push.change(isOn).catch(complain);
        }}
      />
      <div>
        <Button
          icon={<BellRing />}
          disabled={!shows}
          onClick={() => {
            showTest().catch(complain);
            if (choices.sounds) ring().catch(complain);
          }}
        >
          Send a test notification
        </Button>
      </div>
    </div>
  );
}

function usePush() {
  const [isOn, setIsOn] = useState(false);
  const [isBusy, setIsBusy] = useState(true);
  useEffect(() => {
    let isGone = false;
    isPushed()
      .then((isNow) => {
        if (!isGone) setIsOn(isNow);
      }, complain)
      .finally(() => {
        if (!isGone) setIsBusy(false);
      });
    return () => {
      isGone = true;
    };
  }, []);
  return {
    isOn,
    isBusy,
    change: async (wanted: boolean) => {
      setIsBusy(true);
      try {
        await (wanted ? startPush() : stopPush());
        setIsOn(wanted);
      } finally {
        setIsBusy(false);
      }
    },
  };
}

type SettingProps = {
  label: string;
  hint: string;
  isOn: boolean;
  isDisabled?: boolean;
  onChange: (isOn: boolean) => void;
};

function Setting({ label, hint, isOn, isDisabled = false, onChange }: SettingProps) {
  return (
    <label className={styles.setting}>
      <input
        type="checkbox"
        checked={isOn}
        disabled={isDisabled}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <span>
        <span className={styles.label}>{label}</span>
        <span className={styles.hint}>{hint}</span>
      </span>
    </label>
  );
}

function permissionHint(permission: ReturnType<typeof permissionHere>): string {
  if (permission === 'denied')
    return 'Blocked for this site in the settings of the browser. Allow it there first.';
  if (permission === 'unsupported') return 'This browser shows no notifications of pages.';
  return permission === 'granted'
    ? 'Beside the page, while it is open'
    : 'Your browser will ask you to allow it';
}

function complain(error: unknown): void {
  showToast(error instanceof Error ? error.message : 'This did not work.');
}
