import type { RoomId, UserId } from '@carillon/contracts';
import { Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { MembershipEntity } from '../rooms/membership.entity.js';

/** One member called by one message; counts the mention badge by index alone, and goes when the member goes. */
@Entity('mention_alerts')
export class MentionAlertEntity {
  @PrimaryColumn('uuid')
  userId: UserId;

  @PrimaryColumn('uuid')
  roomId: RoomId;

  @PrimaryColumn('int')
  seq: number;

  @ManyToOne(() => MembershipEntity, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'room_id', referencedColumnName: 'roomId' },
    { name: 'user_id', referencedColumnName: 'userId' },
  ])
  membership: MembershipEntity;
}
