import type { AccountView } from '@carillon/contracts';
import { createContext, useContext } from 'react';

export const AccountContext = createContext<AccountView | null>(null);

/** The account of the person at the page. Only below `RequireSession`. */
export function useAccount(): AccountView {
  const account = useContext(AccountContext);
  if (!account) throw new Error('useAccount is for pages of signed-in people.');
  return account;
}
