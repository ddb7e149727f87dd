import { defineConfig } from 'vite';

// `npm run dev` talks to a running node, or to the mock with BATON_NODE=http://127.0.0.1:8099.
const node = process.env.BATON_NODE ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/chat/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  server: { host: '127.0.0.1', proxy: { '/ws': { target: node, ws: true } } },
  build: {
    outDir: '../target/classes/ui/webchat',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { index: 'index.html', app: 'app.html', home: 'home.html', widget: 'src/loader/widget.ts' },
      output: {
        // Host pages name the loader, so its name never changes; everything else may be cached for ever.
        entryFileNames: (chunk) => (chunk.name === 'widget' ? 'widget.js' : 'assets/[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
  test: { include: ['test/**/*.test.ts'] },
});
