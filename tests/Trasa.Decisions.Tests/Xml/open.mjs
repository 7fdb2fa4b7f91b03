// node open.mjs MODDLE FILE...: opens each file as dmn-js does. Prints what it complains about, or the ids that it knows then.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const [moddle, ...files] = process.argv.slice(2);
const { DmnModdle } = await import(pathToFileURL(moddle));

for (const file of files) {
  try {
    const { warnings, elementsById } = await new DmnModdle().fromXML(await readFile(file, 'utf8'), 'dmn:Definitions');
    console.log(JSON.stringify({ warnings: warnings.map(warning => warning.message), ids: Object.keys(elementsById) }));
  } catch (problem) {
    console.log(JSON.stringify({ warnings: [problem.message], ids: [] }));
  }
}
