import type { AccessTokenId, UserId } from '@carillon/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { UserEntity } from './user.entity.js';

@Entity('access_tokens')
@Index('access_tokens_user', ['userId', 'id'])
export class AccessTokenEntity {
  @PrimaryColumn('uuid')
  id: AccessTokenId;

  @Column('uuid')
  userId: UserId;

  @ManyToOne(() => UserEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id' })
  user: UserEntity;

  @Column('text')
  name: string;

  /** SHA-256 of the token, which is shown once and stored nowhere. */
  @Column('bytea')
  @Index('access_tokens_token', { unique: true })
  tokenHash: Buffer;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  lastUsedAt: Date | null;
}
