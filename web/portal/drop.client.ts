/** A field for a file that also takes what is dropped on it, and names what it holds. */
export function takeDrops(drop: HTMLElement): void {
  const input = drop.querySelector('input');
  const name = drop.querySelector('[data-name]');
  if (!input) return;
  const show = (): void => {
    if (name && input.files?.[0]) name.textContent = input.files[0].name;
  };
  input.addEventListener('change', show);
  drop.addEventListener('dragover', (event) => {
    event.preventDefault();
    drop.classList.add('over');
  });
  drop.addEventListener('dragleave', () => drop.classList.remove('over'));
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    drop.classList.remove('over');
    if (event.dataTransfer) input.files = event.dataTransfer.files;
    show();
  });
}
