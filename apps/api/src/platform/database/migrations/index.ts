import { CreateSchema1764000000000 } from './1764000000000-create-schema.js';
import { AddDeliveries1764100000000 } from './1764100000000-add-deliveries.js';
import { AddDeactivation1764203000000 } from './1764203000000-add-deactivation.js';

/** Every change of the schema, in order. One that is merged is never edited. */
export const migrations = [
  CreateSchema1764000000000,
  AddDeliveries1764100000000,
  AddDeactivation1764203000000,
];
