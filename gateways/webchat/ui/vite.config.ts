import { defineConfig, type Plugin } from 'vite';

// `npm run dev` talks to a running node, or to the mock with BATON_NODE=http://127.0.0.1:8099.
const node = process.env.BATON_NODE ?? 'http://127.0.0.1:8080';

/** The loader runs in pages of any encoding, so it is written in ASCII. */
const ascii: Plugin = {
  name: 'ascii-loader',
  generateBundle(_, bundle) {
    const loader = bundle['widget.js'];
    if (loader?.type !== 'chunk') return;
    loader.code = loader.code.replace(/[^\x00-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  },
};

export default defineConfig({
  base: '/chat/',
  plugins: [ascii],
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
