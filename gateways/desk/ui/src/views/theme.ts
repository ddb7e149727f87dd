import { createTheme } from '@mantine/core';

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  primaryColor: 'baton',
  primaryShade: { light: 7, dark: 7 },
  colors: {
    baton: ['#e6f6f4', '#cdebe7', '#9fd8d1', '#6fc4ba', '#48b2a7', '#2ea195', '#1f8f84', '#14716a', '#0f635d', '#0a524d'],
    dark: ['#d5dadd', '#b3bbc0', '#97a2a9', '#69757c', '#434c52', '#31383d', '#23292d', '#1a1f22', '#14181a', '#0e1113'],
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  components: {
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    Modal: { defaultProps: { centered: true }, styles: { title: { fontWeight: 650, fontSize: '1rem' } } },
    Menu: { defaultProps: { shadow: 'md' } },
  },
});
