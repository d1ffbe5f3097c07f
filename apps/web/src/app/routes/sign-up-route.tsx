import { useQuery } from '@tanstack/react-query';
import { MailPlus } from 'lucide-react';
import { Link, useLocation, useSearchParams } from 'react-router';
import { errorSentence, type SignUpPolicyView } from '@carillon/contracts';
import { signUpPolicyQuery } from '../../features/session/api';
import { SignUpForm } from '../../features/session/sign-up-form';
import { EmptyState } from '../../shared/ui/empty-state';
import { ErrorState } from '../../shared/ui/error-state';
import { Spinner } from '../../shared/ui/spinner';
import { useDocumentTitle } from '../layout/use-document-title';

export function SignUpRoute() {
  useDocumentTitle('Sign up');
  const { search } = useLocation();
  const invite = useSearchParams()[0].get('invite');
  const policy = useQuery(signUpPolicyQuery);
  if (policy.isPending) return <Spinner label="Loading" />;
  if (!policy.data)
    return (
      <ErrorState
        title="Signing up is not possible at the moment"
        error={policy.error}
        isRetrying={policy.isFetching}
        onRetry={() => void policy.refetch()}
      />
    );
  if (needsInvite(policy.data) && invite === null)
    return (
      <EmptyState headingLevel={1} icon={<MailPlus />} title="An invitation is needed">
        <p>{errorSentence('SIGN_UP_NEEDS_INVITE')}</p>
        <p>
          Have an account? <Link to={`/sign-in${search}`}>Sign in</Link>
        </p>
      </EmptyState>
    );
  return <SignUpForm policy={policy.data} invite={invite} search={search} />;
}

/** Somebody has to be the first, whatever the rule is. */
function needsInvite(policy: SignUpPolicyView): boolean {
  return policy.mode === 'invite' && !policy.isFirstAccount;
}
