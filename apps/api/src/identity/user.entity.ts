import type { UserId } from '@carillon/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('users')
@Index('users_words', { synchronize: false })
@Index('users_display_name', ['displayName', 'id'])
@Index('users_one_owner', ['isOwner'], { unique: true, where: 'is_owner' })
export class UserEntity {
  @PrimaryColumn('uuid')
  id: UserId;

  /** Lower-cased. */
  @Column('text')
  @Index('users_email', { unique: true })
  email: string;

  @Column('text')
  displayName: string;

  /** Lower-cased. */
  @Column('text')
  @Index('users_alias', { unique: true })
  alias: string;

  @Column('text')
  passwordHash: string;

  @Column('boolean', { default: false })
  isOwner: boolean;

  @Column('timestamptz')
  createdAt: Date;

  /** Since when nobody can use this account; null for one in use. */
  @Column('timestamptz', { nullable: true })
  deactivatedAt: Date | null;
}
