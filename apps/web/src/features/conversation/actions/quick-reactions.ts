/** Reactions that are one press away. */
export const quickReactions = [
  { emoji: '👍', name: 'thumbs up' },
  { emoji: '✅', name: 'done' },
  { emoji: '🎉', name: 'party' },
  { emoji: '❤️', name: 'heart' },
  { emoji: '😂', name: 'joy' },
  { emoji: '👀', name: 'eyes' },
] as const;
