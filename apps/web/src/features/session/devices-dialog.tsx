import type { DeviceView } from '@carillon/contracts';
import { useQuery } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '../../shared/ui/badge';
import { Button } from '../../shared/ui/button';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog';
import { Dialog, DialogBody } from '../../shared/ui/dialog';
import { ErrorState } from '../../shared/ui/error-state';
import { Skeleton } from '../../shared/ui/skeleton';
import { showToast } from '../../shared/ui/toasts';
import { ChangePasswordForm } from './change-password-form';
import { deviceName } from './device-name';
import { devicesQuery, useEndOtherSessions, useEndSession } from './devices-api';
import styles from './devices-dialog.module.css';
import rows from './secrets.module.css';

type Props = { isOpen: boolean; onClose: () => void };

/** How I sign in, and where I am signed in. */
export function DevicesDialog({ isOpen, onClose }: Props) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Password and devices">
      <DialogBody>
        <ChangePasswordForm />
        <section aria-labelledby="devices-heading" className={styles.devices}>
          <h3 id="devices-heading">Signed in on</h3>
          <DeviceList />
        </section>
      </DialogBody>
    </Dialog>
  );
}

function DeviceList() {
  const devices = useQuery(devicesQuery);
  if (devices.isPending) return <Skeleton label="Loading devices" rows={2} />;
  if (!devices.data)
    return (
      <ErrorState
        title="The devices cannot be shown"
        error={devices.error}
        onRetry={() => void devices.refetch()}
      />
    );
  return (
    <>
      <ul aria-label="Devices" className={rows.list}>
        {devices.data.map((device) => (
          <DeviceRow key={device.sessionId} device={device} />
        ))}
      </ul>
      {devices.data.length > 1 && <SignOutOthers />}
    </>
  );
}

function DeviceRow({ device }: { device: DeviceView }) {
  const end = useEndSession();
  const name = deviceName(device.userAgent);
  const Icon = /iPhone|iPad|Android/.test(name) ? Smartphone : Monitor;
  return (
    <li className={rows.row}>
      <Icon aria-hidden="true" className={rows.icon} />
      <span className={rows.facts}>
        <span className={rows.name} title={device.userAgent ?? undefined}>
          {name}
        </span>
        <span className={rows.muted}>{end.error ? end.error.message : whenUsed(device)}</span>
      </span>
      {device.isThisOne ? (
        <Badge>This device</Badge>
      ) : (
        <Button
          isBusy={end.isPending}
          onClick={() => {
            end.mutate(device.sessionId);
          }}
        >
          Sign out <span className="visually-hidden">{name}</span>
        </Button>
      )}
    </li>
  );
}

function SignOutOthers() {
  const [isAsking, setIsAsking] = useState(false);
  const end = useEndOtherSessions();
  return (
    <div>
      <Button
        onClick={() => {
          setIsAsking(true);
        }}
      >
        Sign out all other devices
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title="Sign out all other devices?"
        confirmLabel="Sign out"
        isBusy={end.isPending}
        error={end.error?.message}
        onCancel={() => {
          setIsAsking(false);
        }}
        onConfirm={() => {
          end.mutate(undefined, {
            onSuccess: () => {
              setIsAsking(false);
              showToast('All other devices are signed out.');
            },
          });
        }}
      >
        <p>They need your password to come back. Access tokens of scripts stay valid.</p>
      </ConfirmDialog>
    </div>
  );
}

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function whenUsed({ isThisOne, lastUsedAt, signedInAt }: DeviceView): string {
  return isThisOne
    ? `Signed in ${moment.format(new Date(signedInAt))}`
    : `Last used ${moment.format(new Date(lastUsedAt))}`;
}
