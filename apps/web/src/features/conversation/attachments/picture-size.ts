/** Largest box of a picture that stands alone. Unit: CSS pixels. */
const maxWidth = 360;
const maxHeight = 280;
/** Smallest side, so that something can be seen and hit. */
const minSide = 48;

/** The box of a picture before it has loaded, so that nothing moves when it has. It is never shown larger than it is. */
export function pictureBox(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, maxWidth / width, maxHeight / height);
  const side = (length: number) => Math.max(minSide, Math.round(length * scale));
  return { width: side(width), height: side(height) };
}
