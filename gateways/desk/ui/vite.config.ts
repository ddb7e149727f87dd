import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where `npm run dev` finds a node: the mock of dev/mock.mjs, or a real one with BATON=http://127.0.0.1:8080. */
const node = process.env.BATON ?? 'http://127.0.0.1:8077';

export default defineConfig({
  base: '/desk/',
  plugins: [react()],
  build: {
    outDir: process.env.UI_OUT ?? 'dist',
    emptyOutDir: true,
    // The content security policy allows no data: addresses, so everything stays a file.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    reportCompressedSize: false,
    // Two pages, one node: /desk for agents, /supervisor for supervisors.
    rolldownOptions: { input: ['index.html', 'supervisor.html'] },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': { target: node, changeOrigin: true },
      '/ws': { target: node, ws: true, changeOrigin: true },
    },
  },
  test: { include: ['test/**/*.test.ts'] },
});
