/** What a conversation is called: by the people in it beside whoever looks at it. */
export function conversationName(others: readonly { displayName: string }[]): string {
  return others.map(({ displayName }) => displayName).join(', ') || 'Only you';
}
