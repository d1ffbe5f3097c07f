import { limits } from '@carillon/contracts';

/** The rule of a webhook's name, in words. */
export const nameHint = `Shown as the author of every post. One line, up to ${String(limits.incomingWebhook.maxNameLength)} characters.`;
