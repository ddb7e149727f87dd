import { defineConfig } from 'vite';

// `npm run dev` talks to a running node, or to the mock with BATON_NODE=http://127.0.0.1:8098.
const node = process.env.BATON_NODE ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/phone/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  server: { host: '127.0.0.1', proxy: { '/phone/socket': { target: node, ws: true } } },
  build: {
    outDir: '../target/classes/ui/phone',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  test: { include: ['test/**/*.test.ts'] },
});
