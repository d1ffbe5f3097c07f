import { collectPages, createAccessToken, deleteAccessToken, listAccessTokens } from '@carillon/client';
import { limits, type AccessTokenId } from '@carillon/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { http } from '../../shared/http/http';

/** My personal access tokens, without the tokens themselves. */
export const accessTokensQuery = queryOptions({
  queryKey: ['access-tokens'],
  queryFn: ({ signal }) => collectPages((page) => listAccessTokens(http, page, signal), limits.pages.maxSize),
  // Scripts use them meanwhile: when one was last used is worth a fresh look.
  staleTime: 0,
});

/** The token itself is in the answer of this mutation only, and goes with the dialog that shows it. */
export function useCreateAccessToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => createAccessToken(http, { name }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: accessTokensQuery.queryKey }),
    gcTime: 0,
  });
}

export function useDeleteAccessToken() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (accessTokenId: AccessTokenId) => deleteAccessToken(http, accessTokenId),
    onSuccess: (_nothing, accessTokenId) => {
      queryClient.setQueryData(accessTokensQuery.queryKey, (tokens) =>
        tokens?.filter((token) => token.id !== accessTokenId),
      );
    },
  });
}
