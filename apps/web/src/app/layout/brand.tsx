import styles from './brand.module.css';

/** The mark and the name of the product. */
export function Brand() {
  return (
    <span className={styles.brand}>
      <img src="/favicon.svg" alt="" className={styles.mark} />
      Carillon
    </span>
  );
}
