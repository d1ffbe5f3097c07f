import type { InviteId, UserId } from '@carillon/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { UserEntity } from './user.entity.js';

/** A link with which one person can sign up. */
@Entity('invites')
export class InviteEntity {
  @PrimaryColumn('uuid')
  id: InviteId;

  @Column('bytea')
  @Index('invites_token', { unique: true })
  tokenHash: Buffer;

  @Column('uuid')
  createdById: UserId;

  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'created_by_id' })
  createdBy: UserEntity;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  usedAt: Date | null;
}
