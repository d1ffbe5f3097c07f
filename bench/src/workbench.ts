import type { Options } from './options.js';
import type { Bench } from './scenario.js';
import { Floor } from './systems/floor.js';
import { Product } from './systems/product.js';
import { Scene } from './systems/scene.js';
import { verifyWireFormat } from './systems/verify-wire-format.js';

/** Members of the room. Beyond them readers are further devices of the same people. */
const members = 500;
const membersWhenQuick = 100;

/** Starts what the scenarios ask for, once, and ends it. */
export class Workbench implements Bench {
  private readonly folder = Product.makeFolder();
  private runningProduct: Promise<Product> | undefined;
  private runningFloor: Promise<Floor> | undefined;
  private madeScene: Promise<Scene> | undefined;

  constructor(
    readonly options: Options,
    readonly say: (line: string) => void,
  ) {}

  product(): Promise<Product> {
    return (this.runningProduct ??= Product.start(this.folder, this.productOptions));
  }

  async restartedProduct(): Promise<Product> {
    const { port } = await this.product();
    await (await this.product()).stop();
    // The floor's connections end with the database.
    await this.stopFloor();
    this.runningProduct = Product.start(this.folder, { ...this.productOptions, port });
    return this.runningProduct;
  }

  floor(): Promise<Floor> {
    return (this.runningFloor ??= this.product().then((product) => Floor.start(product)));
  }

  scene(): Promise<Scene> {
    return (this.madeScene ??= this.makeScene());
  }

  async stop(): Promise<void> {
    await this.stopFloor();
    await (await this.runningProduct)?.stop();
    Product.removeFolder(this.folder);
  }

  private get productOptions() {
    return { isProfiled: this.options.isProfiled };
  }

  private async makeScene(): Promise<Scene> {
    const count = this.options.isQuick ? membersWhenQuick : members;
    this.say(`Signing ${count} people up and putting them into a room, through the API ...`);
    const scene = await Scene.make(await this.product(), count);
    await verifyWireFormat(await this.product(), scene);
    return scene;
  }

  private async stopFloor(): Promise<void> {
    await (await this.runningFloor)?.stop();
    this.runningFloor = undefined;
  }
}
