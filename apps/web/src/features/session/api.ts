import {
  ApiError,
  changeProfile,
  createInvite,
  readSession,
  readSignUpPolicy,
  signIn,
  signOut,
  signUp,
} from '@carillon/client';
import type { ProfileChange, SessionView, SignInRequest, SignUpRequest } from '@carillon/contracts';
import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { http } from '../../shared/http/http';

/** Who is signed in; null where nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => readSessionOrNull(signal),
});

/** What the sign-up page must know. */
export const signUpPolicyQuery = queryOptions({
  queryKey: ['sign-up-policy'],
  queryFn: ({ signal }) => readSignUpPolicy(http, signal),
  // The first account changes it, and so may the operator.
  staleTime: 0,
});

async function readSessionOrNull(signal: AbortSignal): Promise<SessionView | null> {
  try {
    return await readSession(http, signal);
  } catch (error) {
    if (error instanceof ApiError && error.code === 'NOT_SIGNED_IN') return null;
    throw error;
  }
}

/** The server no longer knows this session: the pages of a signed-in person give way to sign-in. */
export function forgetSession(queryClient: QueryClient): void {
  queryClient.setQueryData(sessionQuery.queryKey, null);
}

function useBeginSession(): (session: SessionView) => void {
  const queryClient = useQueryClient();
  return (session) => {
    // Nothing of whoever was signed in before may show.
    queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionQuery.queryKey[0] });
    queryClient.setQueryData(sessionQuery.queryKey, session);
  };
}

export function useSignIn() {
  return useMutation({
    mutationFn: (body: SignInRequest) => signIn(http, body),
    onSuccess: useBeginSession(),
  });
}

export function useSignUp() {
  return useMutation({
    mutationFn: (body: SignUpRequest) => signUp(http, body),
    onSuccess: useBeginSession(),
  });
}

/** Signs out and loads the page anew, so that nothing of this person stays in its memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => signOut(http),
    onSuccess: () => {
      window.location.assign('/sign-in');
    },
  });
}

export function useChangeProfile() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: ProfileChange) => changeProfile(http, change),
    onSuccess: (account) => {
      queryClient.setQueryData(sessionQuery.queryKey, (session) => session && { ...session, account });
    },
  });
}

export function useCreateInvite() {
  return useMutation({ mutationFn: () => createInvite(http) });
}
