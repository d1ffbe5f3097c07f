import { useLocation } from 'react-router';
import { SignInForm } from '../../features/session/sign-in-form';
import { useDocumentTitle } from '../layout/use-document-title';

export function SignInRoute() {
  useDocumentTitle('Sign in');
  return <SignInForm search={useLocation().search} />;
}
