import { showToast } from '../../../shared/ui/toasts';

/** Whether something that is dragged or pasted holds files. */
export function holdsFiles({ types }: DataTransfer): boolean {
  return types.includes('Files');
}

/** The files that are dropped or pasted. Folders cannot be read as one file, so they are left out, and that is said. */
export function filesOf(transfer: DataTransfer): File[] {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const isFolder = (item: DataTransferItem) => item.webkitGetAsEntry()?.isDirectory === true;
  if (items.some(isFolder)) showToast('A folder cannot be sent. Pack it into one file first.');
  return items
    .filter((item) => !isFolder(item))
    .flatMap((item) => item.getAsFile() ?? [])
    .map(named);
}

/** A picture of the screen comes as "image.png" each time; the time tells one from another. */
function named(file: File): File {
  if (!/^image\.(png|jpe?g)$/.test(file.name)) return file;
  const now = new Date();
  const part = (value: number) => String(value).padStart(2, '0');
  const day = `${String(now.getFullYear())}-${part(now.getMonth() + 1)}-${part(now.getDate())}`;
  const time = `${part(now.getHours())}.${part(now.getMinutes())}.${part(now.getSeconds())}`;
  return new File([file], `Pasted ${day} ${time}${file.name.slice(5)}`, { type: file.type });
}
