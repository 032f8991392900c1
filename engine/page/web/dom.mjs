// Small helpers for elements. Texts from scenarios go in as text, never as markup.

export const byId = (id) => document.getElementById(id);

/** An element with properties, attributes ("aria-…", "data-…", for) and children. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || name === "for") made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children);
  return made;
}

/** Hides an element. Where it has the focus, another one gets it: else the reader would begin again at the top of the page. */
export function hide(hidden, next) {
  const hadFocus = hidden.contains(document.activeElement);
  hidden.hidden = true;
  if (hadFocus) next.focus();
}

/** Calls `call` once nothing has called this for `milliseconds`. */
export function afterPause(milliseconds, call) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(call, milliseconds);
  };
}

/** A menu behind a button: opens and closes, and closes with Escape or a click elsewhere. */
export function menu(button, list) {
  const show = (open) => {
    list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => {
    show(list.hidden);
    if (!list.hidden) list.querySelector("button:not(:disabled)")?.focus();
  });
  list.addEventListener("click", () => {
    button.focus();
    show(false);
  });
  document.addEventListener("click", (event) => {
    if (!button.contains(event.target) && !list.contains(event.target)) show(false);
  });
  list.parentElement.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      show(false);
      button.focus();
      event.stopPropagation();
    }
    if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const items = [...list.querySelectorAll("button:not(:disabled)")];
      const step = event.key === "ArrowDown" ? 1 : -1;
      items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
      event.preventDefault();
    }
  });
}
