import type { AvailabilityChoice } from '@carillon/contracts';
import { SmilePlus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { MenuChoice, MenuItem, MenuSeparator } from '../../shared/ui/menu';
import { StateDot } from '../../shared/ui/state-dot';
import { useChangeAvailability } from './api';
import { useMyAvailability } from './my-mark';

const choices: readonly { value: AvailabilityChoice; label: string; mark: ReactNode }[] = [
  { value: 'automatic', label: 'Available', mark: <StateDot state="available" /> },
  { value: 'busy', label: 'Busy', mark: <StateDot state="busy" /> },
  { value: 'do-not-disturb', label: 'Do not disturb', mark: <StateDot state="do-not-disturb" /> },
  { value: 'hidden', label: 'Hidden', mark: <StateDot state="hidden" /> },
];

/** What the account menu offers first: how I am to be reached. */
export function AvailabilityItems({ onEdit }: { onEdit: () => void }) {
  const mine = useMyAvailability();
  const change = useChangeAvailability();
  if (!mine) return null;
  return (
    <>
      <MenuChoice
        label="Availability"
        options={choices}
        value={mine.choice}
        onValueChange={(choice) => {
          change.mutate({ choice });
        }}
      />
      <MenuItem icon={<SmilePlus />} onSelect={onEdit}>
        {mine.status ? 'Edit status' : 'Set a status'}
      </MenuItem>
      {mine.status && (
        <MenuItem
          icon={<X />}
          onSelect={() => {
            change.mutate({ status: null });
          }}
        >
          Clear status
        </MenuItem>
      )}
      <MenuSeparator />
    </>
  );
}
