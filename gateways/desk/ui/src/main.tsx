import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './views/base.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { createRoot } from 'react-dom/client';
import { preferredLanguage, speak } from './i18n/i18n.ts';
import { App } from './views/App.tsx';
import { Crash } from './views/Crash.tsx';
import { theme } from './views/theme.ts';

await speak(preferredLanguage()).catch(() => speak('en'));

createRoot(document.getElementById('root')!).render(
  <MantineProvider theme={theme} defaultColorScheme="auto">
    <Notifications position="bottom-right" containerWidth={300} limit={4} />
    <Crash>
      <App />
    </Crash>
  </MantineProvider>,
);
