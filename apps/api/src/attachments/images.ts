import { Injectable, Logger } from '@nestjs/common';
import { limits } from '@carillon/contracts';
import type { Sharp, SharpOptions } from 'sharp';
import { unknownType } from './media-type.js';

const { maxImagePixels, maxThumbnailPixels } = limits.attachments;

/** Images decoded at once in this process, each on one thread. */
const maxAtOnce = 2;
/** Longest time for one image. Unit: seconds. */
const maxSeconds = 10;
const thumbnailQuality = 78;

/** What decodes the images that browsers may show, and nothing else: no SVG, no PDF, no format of a camera. */
const decoders = ['Jpeg', 'Png', 'Nsgif', 'Webp', 'Heif'].flatMap((name) => [
  `VipsForeignLoad${name}File`,
  `VipsForeignLoad${name}Buffer`,
]);
const formatOf: Partial<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpeg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'heif',
};

/** An image as it is seen, upright. The thumbnail is WebP, has one frame, and nothing of where and when it was taken. */
export type SeenImage = { width: number; height: number; thumbnail: Buffer };

/**
 * Looks at images of strangers. Few at a time; by their header first, so that one which claims to be huge is never
 * unpacked; and what cannot be decoded counts as no image, whatever it begins with.
 */
@Injectable()
export class Images {
  private readonly logger = new Logger(Images.name);
  private readonly waiting: (() => void)[] = [];
  private underWay = 0;

  /** Undefined: not to be shown as an image. */
  async look(path: string, mediaType: string): Promise<SeenImage | undefined> {
    const format = formatOf[mediaType];
    if (format === undefined) return undefined;
    await this.turn();
    try {
      return await decode(path, format);
    } catch (error) {
      this.logger.debug({ err: error }, 'An image could not be decoded.');
      return undefined;
    } finally {
      this.passOn();
    }
  }

  private async turn(): Promise<void> {
    if (this.underWay < maxAtOnce) this.underWay += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Whoever waits longest takes the place; nobody can come in between. */
  private passOn(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.underWay -= 1;
    else next();
  }
}

/** What an image that could not be decoded is taken for. */
export function typeAfterLook(mediaType: string, seen: SeenImage | undefined): string {
  return mediaType.startsWith('image/') && seen === undefined ? unknownType : mediaType;
}

async function decode(path: string, format: string): Promise<SeenImage | undefined> {
  const sharp = await loadSharp();
  const image = sharp(path, { limitInputPixels: maxImagePixels, failOn: 'error', pages: 1 });
  const metadata = await image.metadata();
  if (metadata.format !== format) return undefined;
  const { width, height } = metadata.autoOrient;
  if (width * height > maxImagePixels) return undefined;
  const thumbnail = await image
    .timeout({ seconds: maxSeconds })
    .autoOrient()
    .resize(maxThumbnailPixels, maxThumbnailPixels, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: thumbnailQuality })
    .toBuffer();
  return { width, height, thumbnail };
}

type SharpLibrary = (input: string, options: SharpOptions) => Sharp;
let loaded: Promise<SharpLibrary> | undefined;

/** Loaded with the first image: a server without images does not need the memory. */
function loadSharp(): Promise<SharpLibrary> {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false);
    sharp.concurrency(1);
    sharp.block({ operation: ['VipsForeignLoad'] });
    sharp.unblock({ operation: decoders });
    return sharp;
  });
  return loaded;
}
