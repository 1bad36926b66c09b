import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Entries with addresses that server-rendered pages name; everything else carries a hash in its name. */
const stable = { portal: 'portal/portal.client.ts', 'verify-page': 'portal/verify.client.ts', 'login-page': 'portal/login.client.ts', 'register-page': 'portal/register.client.ts', 'register-person-page': 'portal/register-person.client.ts', 'hall-page': 'portal/hall.client.tsx', 'auction-page': 'portal/auction.client.ts', fonts: 'ui/fonts.css' };
const pages = { desk: 'desk.html', preview: 'ui/preview.html' };
const verifier = here('../verifier/single.ts');

/** What starts the build may stand in a development environment; what it ships never does. */
process.env['NODE_ENV'] = 'production';

/** Builds desk, gallery, portal scripts and the verifier to `dist/web`; the server gives that folder as `/assets`. */
export default defineConfig({
  root: here('.'),
  base: '/assets/',
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    assetsDir: '',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      input: {
        ...Object.fromEntries(Object.entries({ ...stable, ...pages }).map(([name, path]) => [name, here(path)])),
        ...(existsSync(verifier) ? { verifier } : {}),
      },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'verifier' ? 'verifier.mjs' : chunk.name in stable ? '[name].js' : '[name]-[hash].js'),
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: (asset) => (asset.names.some((name) => name === 'portal.css' || name === 'auction-page.css' || name === 'fonts.css') ? '[name][extname]' : '[name]-[hash][extname]'),
      },
    },
  },
});
