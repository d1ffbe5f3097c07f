import { DefaultNamingStrategy } from 'typeorm';

/** Columns in the database's own spelling: `displayName` is stored as `display_name`. */
export class SnakeCaseColumns extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
