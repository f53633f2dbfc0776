import { element } from './dom.js';

/** A button that is on or off. */
export function toggle(
  id: string,
  label: string,
  isOn: boolean,
  change: (isOn: boolean) => void,
): HTMLButtonElement {
  const button = element('button', {
    type: 'button',
    class: 'toggle',
    id,
    'aria-pressed': String(isOn),
    click: () => {
      const next = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', String(next));
      change(next);
    },
  });
  button.append(element('span', { class: 'knob', 'aria-hidden': 'true' }), label);
  return button;
}
