const size = 64;
/** More than two digits cannot be read at this size. */
const maxShown = 99;

/** Draws the mark of the page in its tab: with a number of messages that call the reader, or a dot for unread ones. */
export async function markFavicon(calls: number, hasUnread: boolean): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link === null) return;
  if (calls === 0 && !hasUnread) {
    link.href = '/favicon.svg';
    return;
  }
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  pen.drawImage(await mark(), 0, 0, size, size);
  if (calls > 0) drawNumber(pen, Math.min(calls, maxShown));
  else drawDot(pen);
  link.href = canvas.toDataURL();
}

// Both as in tokens.css, where they are bright enough for light and dark tabs.
const brass = '#a04b08';
const ink = '#ffffff';

function drawNumber(pen: CanvasRenderingContext2D, number: number): void {
  circle(pen, size * 0.64, size * 0.64, size * 0.36);
  pen.fillStyle = ink;
  pen.font = `bold ${String(size * (number > 9 ? 0.42 : 0.56))}px sans-serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(String(number), size * 0.64, size * 0.67);
}

function drawDot(pen: CanvasRenderingContext2D): void {
  circle(pen, size * 0.78, size * 0.22, size * 0.2);
}

function circle(pen: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  pen.fillStyle = brass;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}

let loaded: Promise<HTMLImageElement> | undefined;

function mark(): Promise<HTMLImageElement> {
  loaded ??= (async () => {
    const image = new Image(size, size);
    image.src = '/favicon.svg';
    await image.decode();
    return image;
  })();
  return loaded;
}
