import type { MemberView, UserId } from '@carillon/contracts';
import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react';
import { mentionInComposer } from '../../../features/conversation/composer/mention-in-composer';
import { useAccount } from '../../../features/session/account-context';
import { untilLoaded } from '../../../shared/page/until-loaded';
import { PersonCardContext } from '../../../shared/people/person-button';

const ProfileCard = lazy(async () => ({
  default: (await untilLoaded(() => import('../../../features/members/profile-card'))).ProfileCard,
}));

type Props = {
  members: readonly MemberView[];
  /** Further actions on the card of a member. */
  actions?: (member: MemberView) => ReactNode;
  children: ReactNode;
};

/** Everything below can show the card of a member of the room. Who has left it since has none. */
export function PersonCards({ members, actions, children }: Props) {
  const account = useAccount();
  const [shown, setShown] = useState<{ userId: UserId; anchor: HTMLElement } | null>(null);
  const show = useCallback((userId: UserId, anchor: HTMLElement) => {
    setShown({ userId, anchor });
  }, []);
  const close = () => {
    setShown(null);
  };
  const member = members.find(({ userId }) => userId === shown?.userId);
  return (
    <PersonCardContext value={show}>
      {children}
      {shown && member && (
        <Suspense fallback={null}>
          <ProfileCard
            key={member.userId}
            member={member}
            isReader={member.userId === account.userId}
            anchor={shown.anchor}
            onClose={close}
            onMention={() => {
              close();
              mentionInComposer(member.alias);
            }}
            actions={actions?.(member)}
          />
        </Suspense>
      )}
    </PersonCardContext>
  );
}
