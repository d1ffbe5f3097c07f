export { MessageDialogs } from './message-dialogs';
export { MessageEditor } from './message-editor';
export { MessageToolbar } from './message-toolbar';
