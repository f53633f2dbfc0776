import { element, setText } from './dom.js';

const themes = ['auto', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

/** Switches between the system's colours, light and dark. */
export function themeButton(): HTMLButtonElement {
  let theme: Theme = 'auto';
  const button = element('button', { type: 'button', class: 'quiet', click: () => next() });
  const show = () => {
    document.documentElement.dataset.theme = theme;
    setText(button, `Colours: ${theme}`);
  };
  const next = () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto';
    show();
  };
  show();
  return button;
}
