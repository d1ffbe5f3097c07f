import { vi } from 'vitest';

/** Height of what scrolls, and of everything in it. Unit: CSS pixels. */
const heights = { scroller: 4000, item: 40 };

/**
 * jsdom does not lay out. A list that draws only what is in view gets what it asks for: a tall scroller in which all
 * items are as high.
 */
export function pretendLayout(): void {
  vi.stubGlobal('ResizeObserver', PretendedResizeObserver);
  Object.defineProperty(HTMLElement.prototype, 'offsetParent', {
    configurable: true,
    get(this: HTMLElement) {
      return this.parentElement;
    },
  });
  Element.prototype.scrollTo = scrollTo;
  Element.prototype.scrollBy = (): void => undefined;
}

function scrollTo(this: Element, options?: ScrollToOptions | number): void {
  if (typeof options !== 'object' || options.top === undefined) return;
  this.scrollTop = options.top;
  this.dispatchEvent(new Event('scroll'));
}

class PretendedResizeObserver implements ResizeObserver {
  private readonly targets = new Set<Element>();

  constructor(private readonly callback: ResizeObserverCallback) {}

  observe(target: Element): void {
    this.targets.add(target);
    queueMicrotask(() => {
      if (!this.targets.has(target) || !target.isConnected) return;
      const height = target.hasAttribute('data-scroller') ? heights.scroller : heights.item;
      const contentRect = new DOMRect(0, 0, 800, height);
      this.callback(
        [{ target, contentRect, borderBoxSize: [], contentBoxSize: [], devicePixelContentBoxSize: [] }],
        this,
      );
    });
  }

  unobserve(target: Element): void {
    this.targets.delete(target);
  }

  disconnect(): void {
    this.targets.clear();
  }
}
