import type { SessionId, UserId } from '@carillon/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { UserEntity } from './user.entity.js';

@Entity('sessions')
export class SessionEntity {
  @PrimaryColumn('uuid')
  id: SessionId;

  @Column('uuid')
  @Index('sessions_user')
  userId: UserId;

  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id' })
  user: UserEntity;

  /** SHA-256 of the token in the cookie; the token itself is stored nowhere. */
  @Column('bytea')
  @Index('sessions_token', { unique: true })
  tokenHash: Buffer;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  lastUsedAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  /** The browser's name for itself, for the list of one's sessions. */
  @Column('text', { nullable: true })
  userAgent: string | null;
}
