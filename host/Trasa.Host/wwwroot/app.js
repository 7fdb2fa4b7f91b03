// What must work before, without and between circuits: theme, menus, shortcuts. One small global, called by components.
(() => {
  'use strict';

  const light = () => document.getElementById('theme-light');
  const dark = () => document.getElementById('theme-dark');

  function setTheme(theme) {
    document.documentElement.dataset.theme = theme;
    light().media = theme === 'light' ? 'all' : theme === 'dark' ? 'not all' : '(prefers-color-scheme: light)';
    dark().media = theme === 'dark' ? 'all' : theme === 'light' ? 'not all' : '(prefers-color-scheme: dark)';
    document.cookie = `trasa.theme=${theme}; path=/; max-age=31536000; samesite=lax`;
    closeMenus();
  }

  function closeMenus(except) {
    document.querySelectorAll('details[data-menu][open]').forEach(menu => { if (menu !== except) menu.open = false; });
  }

  function toggleNavigation(open) {
    const shown = document.body.classList.toggle('nav-open', open);
    document.querySelector('[data-toggle-nav]')?.setAttribute('aria-expanded', String(shown));
    if (shown) document.querySelector('.nav a')?.focus();
  }

  document.addEventListener('click', event => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    if (target.closest('[data-reload]')) return location.reload();
    if (target.closest('[data-toggle-nav]')) return toggleNavigation();
    if (target.closest('[data-close-nav], .nav a')) toggleNavigation(false);
    if (target.closest('[data-open-shortcuts]')) return document.getElementById('shortcuts')?.showModal();
    if (target.closest('[data-print]')) return window.print();
    const choice = target.closest('[data-theme-choice]');
    if (choice) setTheme(choice.dataset.themeChoice);
    closeMenus(target.closest('details[data-menu]'));
  });

  // A table that is marked as a grid is one stop of the tab key; arrows, Home and End go from cell to cell.
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -1000], End: [0, 1000] };

  function moveInGrid(event, at) {
    const cell = at?.closest('[data-grid] td');
    const step = steps[event.key];
    if (!cell || !step) return;
    event.preventDefault();
    const within = (index, list) => list[Math.max(0, Math.min(list.length - 1, index))];
    const rows = [...cell.closest('tbody').rows];
    const days = row => [...row.querySelectorAll('td')];
    const next = within(days(cell.parentElement).indexOf(cell) + step[1], days(within(rows.indexOf(cell.parentElement) + step[0], rows)));
    const target = next.querySelector('a') ?? next;
    cell.closest('[data-grid]').querySelectorAll('[tabindex="0"]').forEach(old => { old.tabIndex = -1; });
    target.tabIndex = 0;
    target.focus();
  }

  // g, then a letter: the same letters that the navigation shows. A key in a field is text.
  let waitsForPlace = false;
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') { closeMenus(); toggleNavigation(false); return; }
    const at = event.target instanceof Element ? event.target : null;
    if (event.ctrlKey || event.metaKey || event.altKey || at?.closest('input, textarea, select, [contenteditable], dialog')) return;
    moveInGrid(event, at);
    if (waitsForPlace) {
      waitsForPlace = false;
      const link = document.querySelector(`.nav a[data-key="${CSS.escape(event.key)}"]`);
      if (link) { event.preventDefault(); link.click(); }
      return;
    }
    if (event.key === 'g') { waitsForPlace = true; setTimeout(() => { waitsForPlace = false; }, 1200); }
    else if (event.key === '/') { event.preventDefault(); document.getElementById('search')?.focus(); }
    else if (event.key === '?') document.getElementById('shortcuts')?.showModal();
  });

  // A list that takes what is dragged says so here: to ask the server at every move of the mouse would be too slow.
  document.addEventListener('dragover', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-drop]')) event.preventDefault();
  });

  const dialog = id => document.getElementById(id);
  window.trasa = { setTheme, showDialog: id => dialog(id)?.showModal(), closeDialog: id => dialog(id)?.close() };
})();
