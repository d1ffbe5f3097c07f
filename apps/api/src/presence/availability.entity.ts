import type { AvailabilityChoice, UserId } from '@carillon/contracts';
import { Column, Entity, Index, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { UserEntity } from '../identity/user.entity.js';

/** What a person chose about how they are to be reached. Who never chose anything has no row. */
@Entity('availabilities')
export class AvailabilityEntity {
  @PrimaryColumn('uuid')
  userId: UserId;

  @OneToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'FK_availabilities_user' })
  user: UserEntity;

  @Column('text', { default: 'automatic' })
  choice: AvailabilityChoice;

  /** From then on the choice is none. */
  @Column('timestamptz', { nullable: true })
  @Index('availabilities_until')
  until: Date | null;

  @Column('text', { nullable: true })
  statusText: string | null;

  @Column('text', { nullable: true })
  statusEmoji: string | null;

  @Column('timestamptz', { nullable: true })
  @Index('availabilities_status_until')
  statusUntil: Date | null;

  /** Tells which of two choices that processes hear of is the later. */
  @Column('timestamptz')
  changedAt: Date;
}
