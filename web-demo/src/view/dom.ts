type Child = Node | string;
type Attributes = Record<string, string | (() => void)>;

/** Makes an element; attributes that are functions become listeners. */
export function element<TName extends keyof HTMLElementTagNameMap>(
  name: TName,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[TName] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key, value);
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Changes a text only if it differs, so that nothing is drawn in vain. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** Sets a data attribute only if it differs. */
export function setData(node: HTMLElement, name: string, value: string): void {
  if (node.dataset[name] !== value) node.dataset[name] = value;
}

/** Shows or hides an element. */
export function setHidden(node: HTMLElement, hidden: boolean): void {
  if (node.hidden !== hidden) node.hidden = hidden;
}

/** Starts a CSS animation again by its attribute. */
export function flash(node: HTMLElement, name: string): void {
  delete node.dataset.flash;
  void node.offsetWidth;
  node.dataset.flash = name;
}

/** Writes a duration the way people read it. */
export function seconds(milliseconds: number): string {
  return `${(Math.max(0, milliseconds) / 1000).toFixed(1)} s`;
}
