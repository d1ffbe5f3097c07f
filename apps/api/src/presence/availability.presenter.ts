import type { AvailabilityChoice, AvailabilityView, MyAvailabilityView } from '@carillon/contracts';
import type { AvailabilityEntity } from './availability.entity.js';
import type { DeviceState } from './devices.js';

type Chosen = Pick<AvailabilityEntity, 'choice' | 'until' | 'statusText' | 'statusEmoji' | 'statusUntil'>;

/** As others see it. Who hides and who has no device look the same. */
export function presentAvailability(
  chosen: Chosen | undefined,
  devices: DeviceState,
  now: Date,
): AvailabilityView {
  const choice = choiceAt(chosen, now);
  const status = statusAt(chosen, now);
  return {
    state: stateOf(choice, devices),
    status: status && { text: status.text, emoji: status.emoji },
  };
}

/** As its owner sees it. */
export function presentMyAvailability(chosen: Chosen | undefined, now: Date): MyAvailabilityView {
  const choice = choiceAt(chosen, now);
  return {
    choice,
    until: choice === 'automatic' ? null : (chosen?.until?.toISOString() ?? null),
    status: statusAt(chosen, now),
  };
}

/** What is chosen at this moment: a choice whose end has come is none. */
export function choiceAt(
  chosen: Pick<Chosen, 'choice' | 'until'> | undefined,
  now: Date,
): AvailabilityChoice {
  if (chosen === undefined || (chosen.until !== null && chosen.until <= now)) return 'automatic';
  return chosen.choice;
}

function stateOf(choice: AvailabilityChoice, devices: DeviceState): AvailabilityView['state'] {
  if (devices === 'offline' || choice === 'hidden') return 'offline';
  return choice === 'automatic' ? devices : choice;
}

function statusAt(chosen: Chosen | undefined, now: Date): MyAvailabilityView['status'] {
  if (chosen === undefined || (chosen.statusText === null && chosen.statusEmoji === null)) return null;
  const { statusText: text, statusEmoji: emoji, statusUntil: until } = chosen;
  return until !== null && until <= now ? null : { text, emoji, until: until?.toISOString() ?? null };
}
