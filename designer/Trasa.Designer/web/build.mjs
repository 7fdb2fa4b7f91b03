// Bundles the designer and the table grid: node build.mjs OUT [--minify]
import { build } from 'esbuild';

const [out, ...flags] = process.argv.slice(2);
const minify = flags.includes('--minify');

await build({
  entryPoints: { designer: 'src/main.tsx', table: 'src/table/main.ts' },
  outdir: out,
  bundle: true,
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  target: 'es2022',
  jsx: 'automatic',
  minify,
  sourcemap: minify ? false : 'linked',
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'linked',
  logLevel: 'warning',
});
