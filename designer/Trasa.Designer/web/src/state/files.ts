export function download(name: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: name.endsWith('.json') ? 'application/json' : 'application/xml' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

export function chooseFile(): Promise<string | undefined> {
  return new Promise(resolve => {
    const input = Object.assign(document.createElement('input'), { type: 'file', accept: '.json,.bpmn,.xml,application/json,application/xml' });
    input.onchange = () => void input.files?.[0]?.text().then(resolve, () => resolve(undefined));
    input.oncancel = () => resolve(undefined);
    input.click();
  });
}
