import type { MessageView, UserId } from '@carillon/contracts';
import { memo } from 'react';
import { DayLine, NewLine } from './lines';
import { MessageRow } from './message-row';
import type { Placing } from './rows';

type Props = Placing & { message: MessageView; reader: UserId; isFirstNew: boolean; today: number };

/** A message with the lines that stand above it: one row of the list, so that its place follows from its number. */
export const TimelineRow = memo(function TimelineRow(props: Props) {
  const { message, reader, isGrouped, isFirstOfDay, isFirstNew, today } = props;
  return (
    <>
      {isFirstOfDay && <DayLine iso={message.createdAt} today={today} />}
      {isFirstNew && <NewLine />}
      <MessageRow message={message} reader={reader} isGrouped={isGrouped} />
    </>
  );
});
