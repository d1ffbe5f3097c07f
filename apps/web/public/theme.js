// Applies the stored choice of theme before the first paint. Runs alone: src/shared/theme/theme-choice.ts has the rest.
(function () {
  try {
    const choice = localStorage.getItem('carillon.theme');
    if (choice === 'light' || choice === 'dark') document.documentElement.dataset.theme = choice;
  } catch (error) {
    console.warn('The stored theme cannot be read; the theme of the system is used.', error);
  }
})();
